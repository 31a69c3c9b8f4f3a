import type { Language } from '../../../core/words.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { readBy } from '../../runtime/linear-head.ts';
import { type Evaluation, evaluate } from '../evaluate.ts';
import { predict } from '../predict.ts';
import type { CalibratedHead } from './calibrate-head.ts';
import { type EncoderRow, isOwn } from './encoder-row.ts';

/** Development figures: of the own messages by language, of each public set. */
export function headFigures(
  languageOf: (text: string) => Language,
  { head, terms }: CalibratedHead,
  held: readonly EncoderRow[],
  encodingOf: ReadonlyMap<string, Encoding>,
): Record<string, Evaluation> {
  const names = { en: 'English', zh: 'Chinese' } as const;
  const groups = new Map<string, EncoderRow[]>();
  for (const row of held) {
    if (row.split !== 'dev') continue;
    const name = isOwn(row) ? `${row.source}, ${names[languageOf(row.text)]}` : row.source;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return Object.fromEntries(
    [...groups]
      .sort(([a], [b]) => Number(b.startsWith('own')) - Number(a.startsWith('own')))
      .map(([name, group]) => {
        const pairs = group.map(({ text, label }) => ({
          truth: label,
          predicted: predict(
            { head, ...(terms ? { terms } : {}) },
            { vector: readBy(head, encodingOf.get(text)!), text },
          ),
        }));
        return [name, evaluate(head.labels, pairs)];
      }),
  );
}
