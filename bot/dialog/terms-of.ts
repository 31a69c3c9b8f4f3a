import { nounHeads } from '../../nlp/retrieval/lexical-terms.ts';
import { coloursIn, familiesOf } from './colour-words.ts';
import { wordsOf } from './words-of.ts';

/** The words of a text, and its Chinese nouns by their last character, which says what the thing is. */
export function termsOf(text: string): ReadonlySet<string> {
  return new Set([...wordsOf(text), ...nounHeads(text)]);
}

/**
 * How much of a text points to each of several things: terms that it shares with their names; where it shares none with
 * any, families of colour, by which 蓝的那件 is the one in 藏青.
 * @param names of each thing, in as many languages as there are.
 * @param common terms that count for none, because they tell none from another.
 */
export function pointsTo(
  text: string,
  names: readonly (readonly string[])[],
  common: ReadonlySet<string> = new Set(),
): number[] {
  const said = termsOf(text);
  const points = names.map((own) => {
    const terms = new Set(own.flatMap((name) => [...termsOf(name)]));
    return [...terms].filter((term) => said.has(term) && !common.has(term)).length;
  });
  if (points.some((point) => point > 0)) return points;
  const colours = coloursIn(text);
  return names.map((own) => {
    const families = own.flatMap((name) => [...familiesOf({ en: name, zh: name })]);
    return families.some((family) => colours.has(family)) ? 1 : 0;
  });
}
