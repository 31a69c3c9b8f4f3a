import { fillPlaces } from '../../core/fill-places.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import { en } from '../catalogue/en.ts';
import type { Filling, WordingKey, Wordings } from '../catalogue/wordings.ts';
import { zh } from '../catalogue/zh.ts';

const catalogues: Readonly<Record<Language, Wordings>> = { en, zh };

/** Says one thing: `say('order.placed', { number, date })`. */
export type Say = <Key extends WordingKey>(key: Key, ...filling: Filling<Key>) => string;

/**
 * The catalogue of a language with its wordings varied.
 * @param seed the same seed and key give the same wording; conversation and sequence, so that a replay reads alike.
 */
export function speaker(language: Language, seed: string): Say {
  return (key, ...[values]) => {
    const wordings = catalogues[language][key];
    const wording = wordings.length === 1 ? wordings[0]! : new SeededRandom(`${seed}/${key}`).pick(wordings);
    return values ? fillPlaces(wording, values as Readonly<Record<string, string | number>>) : wording;
  };
}
