import { wilsonInterval } from '../experiments/wilson-interval.ts';
import type { Tally } from './shrink-shares.ts';

export interface ShareChange {
  /** Share after less share before. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What a share has changed by, with the 95 % interval of Newcombe (Statistics in Medicine 1998, method 10: from the two
 * Wilson intervals), which holds for few and for none. Before and after are no random halves: other things change too.
 * @returns null when there is nothing on one of the sides.
 */
export function beforeAfter(before: Tally, after: Tally): ShareChange | null {
  const [old, now] = [wilsonInterval(before.count, before.of), wilsonInterval(after.count, after.of)];
  if (!old || !now) return null;
  const [p, q] = [before.count / before.of, after.count / after.of];
  return {
    estimate: q - p,
    low: q - p - Math.hypot(q - now.low, old.high - p),
    high: q - p + Math.hypot(now.high - q, p - old.low),
  };
}
