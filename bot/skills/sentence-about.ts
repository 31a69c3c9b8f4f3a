import type { Passage, PassageSource } from '../ports/knowledge.ts';

/**
 * The first sentence of the shop's articles that speaks of all of this, with where it stands: an answer in one sentence
 * instead of a page. Null: none does.
 */
export function sentenceAbout(
  passages: readonly Passage[],
  ...about: readonly RegExp[]
): { readonly text: string; readonly source: PassageSource } | null {
  for (const { kind, text, source } of passages) {
    if (kind !== 'article') continue;
    const sentence = text
      .match(/[^.!?。！？]+(?:[.!?。！？](?!\d))?\s*|[^.!?。！？]+$/g)
      ?.find((one) => about.every((pattern) => pattern.test(one)));
    if (sentence) return { text: sentence.trim(), source };
  }
  return null;
}
