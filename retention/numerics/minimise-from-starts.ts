import { type MinimiseOptions, type Minimum, minimise, type Objective } from './minimise.ts';

export interface MinimumOfStarts extends Minimum {
  readonly starts: number;
  /** Starts that ended at the same value: one of several is a reason to doubt that the minimum is the global one. */
  readonly startsAgreeing: number;
}

/**
 * `minimise` from several starts, the best of them.
 * @param sameWithin how far apart the values of two ends may be and count as the same minimum.
 * @throws RangeError when no start has a finite value.
 */
export function minimiseFromStarts(
  objective: Objective,
  starts: readonly Float64Array[],
  { sameWithin = 1e-6, ...options }: MinimiseOptions & { readonly sameWithin?: number } = {},
): MinimumOfStarts {
  const ends: Minimum[] = [];
  let failure: unknown = new RangeError('no start was given');
  for (const start of starts) {
    try {
      ends.push(minimise(objective, start, options));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failure = error;
    }
  }
  ends.sort((a, b) => a.value - b.value);
  const lowest = ends[0];
  if (!lowest) throw failure;
  const same = ends.filter(({ value }) => value - lowest.value <= sameWithin);
  const best = same.find(({ converged }) => converged) ?? lowest;
  return { ...best, starts: starts.length, startsAgreeing: same.length };
}
