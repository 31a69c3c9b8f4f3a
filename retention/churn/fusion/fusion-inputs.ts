import type { ConversationSigns } from '../fused-risk.ts';

const fading = 0.7;
/** Topics that tell of leaving; others say nothing about it. */
export const tellingTopics = ['leaving', 'complaint', 'cancel', 'return_refund', 'person_wanted'] as const;

/** Inputs of the fusion, in their order; the first one is what the shopper did, the others what the shopper said. */
export const fusionInputs = [
  'behaviour',
  'leaving_mean',
  'leaving_most',
  'leaving_latest',
  'mood_mean',
  'mood_latest',
  ...tellingTopics.map((topic) => `topic_${topic}` as const),
  'messages',
] as const;

/**
 * One row for the fusion; null where nothing was said, or no message was read for leaving.
 * @param behaviour log odds of leaving by what the shopper did.
 */
export function fusionRow(behaviour: number, signs: ConversationSigns): number[] | null {
  const leaving = signs.leaving.filter((one) => one !== null);
  const moods = signs.sentimentScores;
  if (leaving.length === 0 || moods.length === 0) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    behaviour,
    mean(leaving),
    Math.max(...leaving),
    leaving.at(-1)!,
    mean(moods),
    moods.at(-1)!,
    ...tellingTopics.map((topic) => {
      const at = signs.topics.lastIndexOf(topic);
      return at < 0 ? 0 : fading ** (signs.topics.length - 1 - at);
    }),
    Math.log(signs.topics.length),
  ];
}
