import { chooseColumn } from '../../adapters/table-file/choose-column.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { TokenRow } from '../../models/train/text/tune-text-model.ts';
import { typingNoise } from '../../models/train/text/typing-noise.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import type { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import type { LabelledText } from '../labelled-texts.ts';
import type { TextRows } from './text-rows.ts';

/**
 * Other words for training texts: a table of `text` and `paraphrase`, such as a translation there and back makes.
 * @throws BadInputError for missing columns.
 */
export async function readParaphrases(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const table = await readTable(path);
  const column = (name: string) =>
    table.values[
      chooseColumn(table, {
        meaning: `the column "${name}"`,
        flag: 'its name',
        given: undefined,
        usualNames: [name],
      })
    ]!;
  const [texts, others] = [column('text'), column('paraphrase')];
  const found = new Map<string, string[]>();
  texts.forEach((text, row) => {
    if (others[row] === '') return;
    found.set(text, [...(found.get(text) ?? []), others[row]!]);
  });
  return found;
}

/**
 * Rows as the trainer reads them, with their paraphrases and as many mistyped copies as are asked for; what is measured on
 * stays as it is.
 */
export function tokenRows(
  { train, development }: Pick<TextRows, 'train' | 'development'>,
  tokenizer: TextTokenizer,
  {
    outOfScope,
    noise,
    paraphrases,
    seed,
  }: {
    outOfScope: string | undefined;
    noise: number;
    paraphrases?: ReadonlyMap<string, readonly string[]> | undefined;
    seed: string;
  },
): { train: TokenRow[]; development: TokenRow[] } {
  const tokenRow = ({ text, label }: Pick<LabelledText, 'text' | 'label'>): TokenRow => ({
    tokens: tokenizer.encodeAs('query', textAsServed(text)),
    label: label === outOfScope ? null : label,
  });
  const random = new SeededRandom(`${seed}:noise`);
  const copies: Pick<LabelledText, 'text' | 'label'>[] = train.flatMap(({ text, label }) =>
    (paraphrases?.get(text) ?? []).map((said) => ({ text: said, label })),
  );
  for (let left = Math.round(noise * train.length); left > 0; left -= train.length)
    for (const { text, label } of random.shuffle(train).slice(0, left))
      copies.push({ text: typingNoise(text, random), label });
  return { train: [...train, ...copies].map(tokenRow), development: development.map(tokenRow) };
}
