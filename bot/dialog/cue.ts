import type { TopicLabel } from '../../core/words.ts';

/** Words that speak for a topic, and how many times likelier they make it. */
export type Cue = readonly [topic: TopicLabel, times: number, words: RegExp];
