import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { SeededRandom } from '../../core/seeded-random.ts';
import { redrawnOutcome } from './redrawn-outcome.ts';
import { carriedOver, type SpendHistory, saturated } from './spend-history.ts';

/** How one channel works. */
export interface ChannelResponse {
  /** Share of today's effect that is still there tomorrow. */
  readonly decay: number;
  /** Spend a day at which half of all there is to get is got. */
  readonly half: number;
  /** All there is to get, a day, in the outcome's unit; at least 0. */
  readonly most: number;
}

export interface SpendFit {
  readonly channels: readonly ChannelResponse[];
  /** Share of the outcome's variance that is explained. */
  readonly explained: number;
  readonly fitted: Float64Array;
  /** Numbers that were chosen to fit: level, trend, seasons, and three a channel. */
  readonly parameters: number;
}

/** What is tried: decays, and half points as multiples of the mean daily spend. */
const decays = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
const halves = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5] as const;

interface Shape {
  decay: number;
  half: number;
}

/**
 * Least squares of
 *
 *   outcome(t) = level + trend t + day of week + two harmonics of the year + sum of most_c * saturated(carried_c(t))
 *
 * with most_c >= 0 (Jin et al. 2017, "Bayesian Methods for Media Mix Modeling with Carryover and Shape Effects", with
 * their Hill curve at slope 1). For given decays and half points the rest is linear; those are searched channel by
 * channel over a grid until none moves. The year's harmonics come in where a year is there to see.
 * @param from where the search starts; absent: several places, the best is kept.
 */
export function fitSpend(history: SpendHistory, from?: readonly ChannelResponse[]): SpendFit {
  const base = baseline(history);
  const means = history.spend.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const starts: Shape[][] = from
    ? [from.map(({ decay, half }) => ({ decay, half }))]
    : [0.2, 0.6].map((decay) => means.map((mean) => ({ decay, half: mean })));
  const features = new FeatureCache(history);
  const best = starts
    .map((start) => search(history, base, features, means, start, from ? 1 : 8))
    .reduce((a, b) => (b.squares < a.squares ? b : a));
  const solved = solve(
    history.outcome,
    base,
    best.shapes.map((shape, c) => features.of(c, shape)),
  );
  const mean = history.outcome.reduce((sum, value) => sum + value, 0) / history.outcome.length;
  const total = history.outcome.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    channels: best.shapes.map((shape, c) => ({ ...shape, most: solved.weights[c]! })),
    explained: 1 - solved.squares / total,
    fitted: solved.fitted,
    parameters: base.length + 3 * history.spend.length,
  };
}

/** The fit again on an outcome drawn anew: how it would have come out otherwise. */
export function refitSpend(history: SpendHistory, fit: SpendFit, random: SeededRandom): SpendFit {
  return fitSpend({ ...history, outcome: redrawnOutcome(history.outcome, fit, random) }, fit.channels);
}

function search(
  history: SpendHistory,
  base: Float64Array[],
  features: FeatureCache,
  means: readonly number[],
  start: Shape[],
  sweeps: number,
): { shapes: Shape[]; squares: number } {
  const shapes = start.map((shape) => ({ ...shape }));
  let squares = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = squares;
    shapes.forEach((_, c) => {
      let chosen = shapes[c]!;
      for (const decay of decays)
        for (const multiple of halves) {
          const tried = { decay, half: multiple * Math.max(means[c]!, 1e-9) };
          const columns = shapes.map((shape, i) => features.of(i, i === c ? tried : shape));
          const { squares: found } = solve(history.outcome, base, columns);
          if (found < squares - 1e-12) {
            squares = found;
            chosen = tried;
          }
        }
      shapes[c] = chosen;
    });
    if (before - squares < 1e-9 * squares) break;
  }
  return { shapes, squares };
}

/** Saturated carried-over spend by channel and shape, worked out once. */
class FeatureCache {
  readonly #history: SpendHistory;
  readonly #known = new Map<string, Float64Array>();
  constructor(history: SpendHistory) {
    this.#history = history;
  }
  of(channel: number, { decay, half }: Shape): Float64Array {
    const key = `${channel}|${decay}|${half}`;
    const known = this.#known.get(key);
    if (known) return known;
    const carried = carriedOver(this.#history.spend[channel]!, decay);
    const feature = carried.map((value) => saturated(value, half));
    this.#known.set(key, feature);
    return feature;
  }
}

function baseline({ outcome, firstDay }: SpendHistory): Float64Array[] {
  const days = outcome.length;
  const column = (of: (day: number) => number) => Float64Array.from({ length: days }, (_, day) => of(day));
  return [
    column(() => 1),
    column((day) => day / days - 0.5),
    ...[1, 2, 3, 4, 5, 6].map((weekday) => column((day) => Number((firstDay + day) % 7 === weekday))),
    ...(days >= 300
      ? [1, 2].flatMap((k) => [
          column((day) => Math.sin((2 * Math.PI * k * day) / 365.25)),
          column((day) => Math.cos((2 * Math.PI * k * day) / 365.25)),
        ])
      : []),
  ];
}

/** Least squares with the channels' weights at least 0: a channel that would go below is left out, worst first. */
function solve(
  outcome: Float64Array,
  base: readonly Float64Array[],
  channels: readonly Float64Array[],
): { weights: number[]; squares: number; fitted: Float64Array } {
  const out = new Set<number>();
  for (;;) {
    const kept = channels.flatMap((_, c) => (out.has(c) ? [] : [c]));
    const columns = [...base, ...kept.map((c) => channels[c]!)];
    const solution = leastSquares(outcome, columns);
    const weights = channels.map(() => 0);
    kept.forEach((c, i) => {
      weights[c] = solution[base.length + i]!;
    });
    const worst = weights.reduce((least, weight, c) => (weight < weights[least]! ? c : least), 0);
    if (weights.length > 0 && weights[worst]! < 0) {
      out.add(worst);
      continue;
    }
    const fitted = new Float64Array(outcome.length);
    columns.forEach((column, j) => {
      for (let day = 0; day < fitted.length; day++) fitted[day]! += solution[j]! * column[day]!;
    });
    const squares = outcome.reduce((sum, value, day) => sum + (value - fitted[day]!) ** 2, 0);
    return { weights, squares, fitted };
  }
}

function leastSquares(outcome: Float64Array, columns: readonly Float64Array[]): number[] {
  const size = columns.length;
  const left = Matrix.zeros(size, size);
  const right = Matrix.zeros(size, 1);
  for (let j = 0; j < size; j++) {
    const a = columns[j]!;
    let target = 0;
    for (let day = 0; day < outcome.length; day++) target += a[day]! * outcome[day]!;
    right.set(j, 0, target);
    for (let k = 0; k <= j; k++) {
      const b = columns[k]!;
      let sum = j === k ? 1e-9 : 0;
      for (let day = 0; day < outcome.length; day++) sum += a[day]! * b[day]!;
      left.set(j, k, sum);
      left.set(k, j, sum);
    }
  }
  return new CholeskyDecomposition(left).solve(right).to1DArray();
}
