import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { BadInputError } from '../../core/errors.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { meanAndVariance } from '../numerics/mean-and-variance.ts';

/** One region's outcome by week, all regions over the same weeks. */
export interface RegionHistory {
  readonly region: string;
  readonly outcome: Float64Array;
}

export interface GeoHoldoutPlan {
  /** In the dark ones nothing is spent, in the others all goes on. */
  readonly pairs: readonly { readonly dark: string; readonly lit: string; readonly likeness: number }[];
  /** Without a partner: they go on and are not compared. */
  readonly unpaired: readonly string[];
  readonly weeks: number;
  /** Smallest lasting change, as a share of the dark regions' outcome, that is found in four of five cases. */
  readonly detectableShare: number;
  /** Outcome of the dark regions as a share of all: what the test puts at risk. */
  readonly shareInTheDark: number;
  readonly seed: string;
}

/**
 * A geo experiment by matched pairs (Vaver and Koehler 2011): regions of like size and course are paired, in each pair
 * a coin says which goes dark. The detectable effect is that of a paired t test of log outcome (test weeks against the
 * same number of weeks before), with its noise taken from every such window of the past, at 5 % and 80 % power.
 * @param weeks length of the test. @param seed of the coins.
 * @throws BadInputError for fewer than six regions or a past shorter than three times the test.
 */
export function planGeoHoldout(
  regions: readonly RegionHistory[],
  { weeks, seed }: { readonly weeks: number; readonly seed: string },
): GeoHoldoutPlan {
  const length = regions[0]?.outcome.length ?? 0;
  if (regions.length < 6)
    throw new BadInputError(`${regions.length} regions are too few for a geo holdout; at least 6 are needed`);
  if (length < 3 * weeks)
    throw new BadInputError(
      `${length} weeks of past are too few for a test of ${weeks}; at least ${3 * weeks} are needed`,
    );
  for (const { region, outcome } of regions)
    if (outcome.some((value) => !(value > 0)))
      throw new BadInputError(
        `region "${region}" has a week without outcome; leave it out or join it to a neighbour`,
      );
  const logs = new Map(regions.map(({ region, outcome }) => [region, outcome.map(Math.log)]));
  const random = new SeededRandom(seed);
  const { pairs, unpaired } = pairUp(regions, logs);
  const chosen = pairs.map(({ a, b, likeness }) =>
    random.next() < 0.5 ? { dark: a, lit: b, likeness } : { dark: b, lit: a, likeness },
  );
  const noise = noiseOf(chosen, logs, weeks);
  const count = chosen.length;
  const reach = tQuantile(0.975, count - 1) + tQuantile(0.8, count - 1);
  const totals = new Map(
    regions.map(({ region, outcome }) => [region, outcome.reduce((sum, value) => sum + value, 0)]),
  );
  const all = [...totals.values()].reduce((sum, value) => sum + value, 0);
  return {
    pairs: chosen,
    unpaired,
    weeks,
    detectableShare: 1 - Math.exp((-reach * noise) / Math.sqrt(count)),
    shareInTheDark: chosen.reduce((sum, { dark }) => sum + totals.get(dark)!, 0) / all,
    seed,
  };
}

/** The most alike first: by the deviation of the difference of their logarithms, and of its mean. */
function pairUp(regions: readonly RegionHistory[], logs: ReadonlyMap<string, Float64Array>) {
  const candidates = regions.flatMap(({ region: a }, i) =>
    regions.slice(i + 1).map(({ region: b }) => {
      const difference = logs.get(a)!.map((value, week) => value - logs.get(b)![week]!);
      const { mean, variance } = meanAndVariance(difference);
      return { a, b, likeness: Math.sqrt(variance) + 0.1 * Math.abs(mean) };
    }),
  );
  candidates.sort((x, y) => x.likeness - y.likeness || (x.a + x.b < y.a + y.b ? -1 : 1));
  const taken = new Set<string>();
  const pairs = candidates.filter(({ a, b }) => {
    if (taken.has(a) || taken.has(b)) return false;
    taken.add(a).add(b);
    return true;
  });
  return { pairs, unpaired: regions.flatMap(({ region }) => (taken.has(region) ? [] : [region])) };
}

/** Deviation over pairs of how the pair's difference changes from one window to the next, where nothing was done. */
function noiseOf(
  pairs: readonly { dark: string; lit: string }[],
  logs: ReadonlyMap<string, Float64Array>,
  weeks: number,
): number {
  const changes = pairs.flatMap(({ dark, lit }) => {
    const difference = logs.get(dark)!.map((value, week) => value - logs.get(lit)![week]!);
    const windows: number[] = [];
    for (let at = 0; at + 2 * weeks <= difference.length; at += weeks)
      windows.push(mean(difference, at + weeks, weeks) - mean(difference, at, weeks));
    return windows;
  });
  return Math.sqrt(changes.reduce((sum, value) => sum + value * value, 0) / changes.length);
}

function mean(values: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i]!;
  return sum / count;
}
