import { type MinimiseOptions, type Minimum, minimise, type Objective } from './minimise.ts';

export interface MinimumOfStarts extends Minimum {
  readonly starts: number;
  /** Starts that ended at the same value: one of several is a reason to doubt that the minimum is the global one. */
  readonly startsAgreeing: number;
}

/** A search that comes this near to an end found before, in every coordinate, would end there too. */
const near = 0.1;

/**
 * `minimise` from several starts, the best of them.
 * @param sameWithin how far apart the values of two ends may be and count as the same minimum.
 * @throws RangeError when no start has a finite value.
 */
export function minimiseFromStarts(
  objective: Objective,
  starts: readonly Float64Array[],
  { sameWithin = 1e-6, until, ...options }: MinimiseOptions & { readonly sameWithin?: number } = {},
): MinimumOfStarts {
  const ends: { readonly end: Minimum; agreeing: number }[] = [];
  let failure: unknown = new RangeError('no start was given');
  for (const start of starts) {
    const meets = (point: Float64Array) =>
      ends.find(
        ({ end }) => end.converged && point.every((value, i) => Math.abs(value - end.point[i]!) < near),
      );
    try {
      const known = ends.find(({ end }) => end.converged)?.end.inverseHessian;
      const end = minimise(objective, start, {
        ...options,
        ...(known && { inverseHessian: known }),
        until: (point) => until?.(point) === true || meets(point) !== undefined,
      });
      const same =
        meets(end.point) ?? ends.find((other) => Math.abs(other.end.value - end.value) <= sameWithin);
      if (same) same.agreeing++;
      else ends.push({ end, agreeing: 1 });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      failure = error;
    }
  }
  const best = ends.reduce<(typeof ends)[number] | undefined>(
    (lowest, other) => (lowest && lowest.end.value <= other.end.value ? lowest : other),
    undefined,
  );
  if (!best) throw failure;
  return { ...best.end, starts: starts.length, startsAgreeing: best.agreeing };
}
