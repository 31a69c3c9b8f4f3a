import { fillPlaces } from '../../core/fill-places.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import { en } from '../catalogue/en.ts';
import type { Filling, WordingKey, Wordings } from '../catalogue/wordings.ts';
import { zh } from '../catalogue/zh.ts';

const catalogues: Readonly<Record<Language, Wordings>> = { en, zh };

/** Says one thing: `say('order.placed', { number, date })`. */
export type Say = <Key extends WordingKey>(key: Key, ...filling: Filling<Key>) => string;

/** How often each thing was said before in a conversation. */
export type SaidSoFar = Readonly<Partial<Record<WordingKey, number>>>;

/**
 * The catalogue of a language with its wordings varied: the seed chooses the first, what was said before goes on to the
 * next, so that nothing is worded as it was while another wording is left.
 * @param seed the same seed, key and past give the same wording; the conversation, so that a replay reads alike.
 * @param onSaid told each key that is asked for.
 */
export function speaker(
  language: Language,
  seed: string,
  past: SaidSoFar = {},
  onSaid: (key: WordingKey) => void = () => {},
): Say {
  return (key, ...[values]) => {
    onSaid(key);
    const wordings = catalogues[language][key];
    const first = wordings.length === 1 ? 0 : new SeededRandom(`${seed}/${key}`).nextInt(wordings.length);
    const wording = wordings[(first + (past[key] ?? 0)) % wordings.length]!;
    return values ? fillPlaces(wording, values as Readonly<Record<string, string | number>>) : wording;
  };
}
