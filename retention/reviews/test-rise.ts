import type { SeededRandom } from '../../core/seeded-random.ts';
import type { Tally } from './shrink-shares.ts';

export interface RiseTest {
  /** The chance of a rise as clear as this where the share never changed. */
  readonly pValue: number;
  /** Index of the first week after the likeliest change; null where no later share is higher. */
  readonly from: number | null;
  readonly before: Tally;
  readonly after: Tally;
}

export interface RiseTestOptions {
  readonly random: SeededRandom;
  /** A change is looked for in so many of the last weeks. */
  readonly recentWeeks: number;
  readonly permutations: number;
}

/** So many opinions must stand on each side of a change. */
const leastBefore = 10;
const leastAfter = 5;
/** Once so many shuffles were as clear, more would not make the chance small (Besag and Clifford, Biometrika 1991). */
const enoughExceedances = 10;

/**
 * Has the share of negative opinions gone up in one of the last weeks? The likelihood ratio of one share before and a
 * higher one after, at its highest over the weeks, against the same of the opinions in shuffled order. Where opinions are
 * exchangeable, that is where nothing changed, the chance is exact for every share and every count of opinions a week.
 * @param weeks oldest first; weeks without opinions count too.
 */
export function testRise(weeks: readonly Tally[], options: RiseTestOptions): RiseTest {
  const counts = weeks.map(({ count }) => count);
  const totals = weeks.map(({ of }) => of);
  const first = Math.max(1, weeks.length - options.recentWeeks);
  const seen = clearest(counts, totals, first);
  const split = (from: number) => ({
    before: sum(weeks.slice(0, from)),
    after: sum(weeks.slice(from)),
  });
  if (seen.from === null) return { pValue: 1, from: null, ...split(first) };

  const opinions = new Uint8Array(totals.reduce((a, b) => a + b, 0));
  opinions.fill(
    1,
    0,
    counts.reduce((a, b) => a + b, 0),
  );
  const shuffled = new Array<number>(weeks.length);
  let exceedances = 0;
  let drawn = 0;
  while (drawn < options.permutations && exceedances < enoughExceedances) {
    shuffle(opinions, options.random);
    let at = 0;
    for (let week = 0; week < totals.length; week++) {
      let negative = 0;
      for (const end = at + totals[week]!; at < end; at++) negative += opinions[at]!;
      shuffled[week] = negative;
    }
    // A hair of slack: the same sums in another order of addition are the same rise.
    if (clearest(shuffled, totals, first).ratio >= seen.ratio - 1e-9) exceedances++;
    drawn++;
  }
  const pValue = exceedances === enoughExceedances ? exceedances / drawn : (exceedances + 1) / (drawn + 1);
  return { pValue, from: seen.from, ...split(seen.from) };
}

/** The highest log-likelihood ratio over the weeks from `first` on, and where it stands. */
function clearest(
  counts: readonly number[],
  totals: readonly number[],
  first: number,
): { ratio: number; from: number | null } {
  let [countAfter, ofAfter] = [0, 0];
  const count = counts.reduce((a, b) => a + b, 0);
  const of = totals.reduce((a, b) => a + b, 0);
  let best = { ratio: 0, from: null as number | null };
  for (let week = counts.length - 1; week >= first; week--) {
    countAfter += counts[week]!;
    ofAfter += totals[week]!;
    const [countBefore, ofBefore] = [count - countAfter, of - ofAfter];
    if (ofAfter < leastAfter || ofBefore < leastBefore) continue;
    if (countAfter / ofAfter <= countBefore / ofBefore) continue;
    const ratio =
      logLikelihood(countBefore, ofBefore) + logLikelihood(countAfter, ofAfter) - logLikelihood(count, of);
    if (ratio > best.ratio) best = { ratio, from: week };
  }
  return best;
}

/** Of the share that fits best. */
function logLikelihood(count: number, of: number): number {
  const part = (n: number) => (n === 0 ? 0 : n * Math.log(n / of));
  return part(count) + part(of - count);
}

function shuffle(values: Uint8Array, random: SeededRandom): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.nextInt(i + 1);
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}

function sum(tallies: readonly Tally[]): Tally {
  return {
    count: tallies.reduce((total, { count }) => total + count, 0),
    of: tallies.reduce((total, { of }) => total + of, 0),
  };
}
