import type { TopicLabel } from '../../core/words.ts';
import { clearTopic } from '../clear-topic.ts';
import type { Wish } from './wish.ts';

const noMatter: ReadonlySet<TopicLabel> = new Set(['small_talk', 'out_of_scope', 'leaving']);
/** Of a longer message its sentences are wishes, the rest is how it came to them. */
const longCharacters = 90;

/**
 * The parts of a message that are matters of their own: clear, the first of each topic. Empty where the message is best
 * answered whole, since at most one part of a short message is clear, or all have one topic.
 */
export function distinctMatters<Part extends Pick<Wish, 'understanding'>>(
  parts: readonly Part[],
  whole: string,
): readonly Part[] {
  const clear = parts.filter(
    ({ understanding: { topic } }, index) =>
      topic.probabilities[topic.label] >= clearTopic &&
      !noMatter.has(topic.label) &&
      parts.findIndex((other) => other.understanding.topic.label === topic.label) === index,
  );
  return clear.length === 1 && parts.length > 1 && whole.length <= longCharacters ? [] : clear;
}
