import { SeededRandom } from '../../core/seeded-random.ts';
import type { TokenRow } from '../../models/train/text/tune-text-model.ts';
import { typingNoise } from '../../models/train/text/typing-noise.ts';
import { textAsServed } from '../../nlp/text-classifier.ts';
import type { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import type { LabelledText } from '../labelled-texts.ts';
import type { TextRows } from './text-rows.ts';

/** Rows as the trainer reads them, with as many mistyped copies as are asked for; what is measured on stays as it is. */
export function tokenRows(
  { train, development }: Pick<TextRows, 'train' | 'development'>,
  tokenizer: TextTokenizer,
  { outOfScope, noise, seed }: { outOfScope: string | undefined; noise: number; seed: string },
): { train: TokenRow[]; development: TokenRow[] } {
  const tokenRow = ({ text, label }: Pick<LabelledText, 'text' | 'label'>): TokenRow => ({
    tokens: tokenizer.encodeAs('query', textAsServed(text)),
    label: label === outOfScope ? null : label,
  });
  const random = new SeededRandom(`${seed}:noise`);
  const copies: Pick<LabelledText, 'text' | 'label'>[] = [];
  for (let left = Math.round(noise * train.length); left > 0; left -= train.length)
    for (const { text, label } of random.shuffle(train).slice(0, left))
      copies.push({ text: typingNoise(text, random), label });
  return { train: [...train, ...copies].map(tokenRow), development: development.map(tokenRow) };
}
