import { Command } from 'commander';
import { BadInputError } from '../../core/errors.ts';
import { evaluateScores } from '../../models/evaluation/evaluate-scores.ts';
import { openTextClassifier } from '../../models/registry/open-text-classifier.ts';
import { TextClassifier } from '../../nlp/text-classifier.ts';
import { confusionPicture } from '../confusion-picture.ts';
import { type LabelledText, type LabelledTextFlags, labelledTexts } from '../labelled-texts.ts';
import { percentiles } from '../percentiles.ts';
import { progressOn } from '../progress-on.ts';
import { textEvaluationText } from '../text-evaluation-text.ts';

interface EvaluateTextFlags extends LabelledTextFlags {
  model: string;
  data: string;
  outOfScope?: string;
  picture?: string;
  json?: boolean;
}

const examples = `
Examples:
  mainstay evaluate text --model sentiment --data reviews.tsv --text sentence --label label --map 0=negative,1=positive
  mainstay evaluate text --model ./departments --data test.csv --text "Review Text" --label "Department Name" --json
  mainstay evaluate text --model ./intents --data intents.csv --out-of-scope oos --picture confusion.svg`;

/** `evaluate text`: a text model's figures on a labelled file. */
export function evaluateTextCommand(): Command {
  return new Command('text')
    .description('Figures of a text model on a labelled file: CSV, TSV or JSON lines, gzip or not')
    .requiredOption(
      '--model <name or folder>',
      '"topic", "sentiment", or a folder that mainstay train text wrote',
    )
    .requiredOption('--data <file>', 'texts with their labels; rows that the model was not trained on')
    .option('--text <column>', 'the text')
    .option('--label <column>', 'the true label')
    .option('--map <pairs>', "the file's labels in the model's words: old=new,...")
    .option('--out-of-scope <label>', 'the label of texts that belong to none of the model’s')
    .option('--picture <file.svg>', 'draws the confusion matrix')
    .option('--skip-empty', 'leave out rows without a text or a label')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(evaluateText);
}

async function evaluateText(flags: EvaluateTextFlags): Promise<void> {
  const rows = await labelledTexts(flags.data, flags);
  const files = openTextClassifier(flags.model);
  const { labels } = files.head;
  refuseUnknownLabels(rows, labels, flags);
  const classifier = await TextClassifier.start(files);
  const progress = progressOn(process.stderr);
  try {
    const step = progress.begin(`Reading ${rows.length} texts`);
    const scores = await classifier.scoreMany(
      rows.map(({ text }) => text),
      (done) => step.at(done / rows.length),
    );
    step.end();
    const evaluation = {
      model: files.name,
      version: files.version,
      ...evaluateScores({
        labels,
        truths: rows.map(({ label }) => (label === flags.outOfScope ? null : label)),
        probabilities: scores.map(({ probabilities }) => probabilities),
        outOfScopeThreshold: files.outOfScopeThreshold,
      }),
      latencyMs: percentiles(scores.map(({ milliseconds }) => milliseconds)),
    };
    if (flags.picture) await confusionPicture(flags.picture, evaluation.confusion);
    process.stdout.write(
      flags.json ? `${JSON.stringify(evaluation, null, 2)}\n` : textEvaluationText(evaluation),
    );
  } finally {
    progress.close();
    await classifier.close();
  }
}

function refuseUnknownLabels(
  rows: readonly LabelledText[],
  labels: readonly string[],
  { data, outOfScope }: EvaluateTextFlags,
): void {
  const known = new Set([...labels, ...(outOfScope === undefined ? [] : [outOfScope])]);
  const stranger = rows.find(({ label }) => !known.has(label));
  if (!stranger) return;
  const unknown = [...new Set(rows.flatMap(({ label }) => (known.has(label) ? [] : [label])))];
  throw new BadInputError(
    `"${data}", line ${stranger.line}: the model knows no label ${unknown
      .slice(0, 5)
      .map((label) => `"${label}"`)
      .join(
        ', ',
      )}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ''}; it has ${labels.slice(0, 20).join(', ')}${labels.length > 20 ? ', ...' : ''}. Say which is which with --map old=new, or with --out-of-scope which belongs to none`,
  );
}
