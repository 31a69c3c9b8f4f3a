import { SeededRandom } from '../../core/seeded-random.ts';
import { holm } from '../experiments/adjust-p-values.ts';
import type { Tally } from './shrink-shares.ts';
import { type RiseTest, testRise } from './test-rise.ts';

/** The negative opinions of one product or category on one aspect, week by week, oldest first. */
export interface OpinionSeries {
  readonly key: string;
  readonly weeks: readonly Tally[];
}

export interface Alarm extends RiseTest {
  readonly key: string;
  readonly from: number;
  /** After Holm's adjustment over all series that were tested. */
  readonly adjustedPValue: number;
}

/** A change is looked for in the last quarter. */
const recentWeeks = 12;
/** Fewer opinions in all, or none of late, and nothing could be said. */
const leastOpinions = 15;
const leastRecent = 5;

/**
 * Tests every series once for a rise (`testRise`) and keeps those that stay below `falseAlarmRate` by Holm's adjustment:
 * where nothing changed anywhere, the chance of any alarm in this run is at most that, however the series hang together.
 * Run it once for each week that has closed, and at most that share of weeks brings a false alarm.
 */
export function raiseAlarms(
  series: readonly OpinionSeries[],
  { falseAlarmRate, seed }: { falseAlarmRate: number; seed: string },
): Alarm[] {
  const tested = series.filter(({ weeks }) => {
    const opinions = (of: readonly Tally[]) => of.reduce((total, week) => total + week.of, 0);
    return opinions(weeks) >= leastOpinions && opinions(weeks.slice(-recentWeeks)) >= leastRecent;
  });
  // Enough that the smallest chance that a shuffle can show passes the strictest step of Holm's.
  const permutations = Math.max(1_999, Math.ceil((2 * tested.length) / falseAlarmRate));
  const tests = tested.map(({ key, weeks }) => ({
    key,
    // A stream for each: whether one is tested changes nothing for the others.
    ...testRise(weeks, { random: new SeededRandom(`${seed}/${key}`), recentWeeks, permutations }),
  }));
  const adjusted = holm(tests.map(({ pValue }) => pValue));
  return tests.flatMap((test, i) =>
    test.from !== null && adjusted[i]! <= falseAlarmRate
      ? { ...test, from: test.from, adjustedPValue: adjusted[i]! }
      : [],
  );
}
