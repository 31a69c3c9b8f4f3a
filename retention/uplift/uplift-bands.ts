import type { SeededRandom } from '../../core/seeded-random.ts';
import { type Clusters, clusterBootstrap, percentileInterval } from '../numerics/cluster-bootstrap.ts';
import {
  areaAbove,
  byUplift,
  qiniCurve,
  type UpliftCurve,
  type UpliftRows,
  upliftCurve,
} from './uplift-curve.ts';

export interface Band {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface UpliftBands {
  /** Area between Qini curve and the line of chance, per row squared: what ordering by the model adds. */
  readonly qini: Band;
  /** Area under the uplift curve, per row squared, the average effect included. */
  readonly auuc: Band;
  /** The Qini curve at tenths of the rows, per row. */
  readonly curve: readonly ({ readonly share: number } & Band)[];
}

const shares = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);

/**
 * Areas and curve with 95 % percentile bands from a bootstrap that draws whole shoppers. The order by predicted uplift is
 * that of the model at hand: give predictions of models that have not seen the row.
 */
export function upliftBands(
  rows: UpliftRows,
  clusters: Clusters,
  random: SeededRandom,
  resamples = 200,
): UpliftBands {
  const order = byUplift(rows.uplift);
  const estimate = figuresOf(rows, order);
  const own = rows.weights;
  const drawn = clusterBootstrap(clusters, resamples, random, (weights) =>
    figuresOf({ ...rows, weights: own ? weights.map((times, row) => times * own[row]!) : weights }, order),
  );
  const bands = drawn.map((values, k): Band => ({ estimate: estimate[k]!, ...percentileInterval(values) }));
  return {
    qini: bands[0]!,
    auuc: bands[1]!,
    curve: shares.map((share, i) => ({ share, ...bands[i + 2]! })),
  };
}

function figuresOf(rows: UpliftRows, order: Uint32Array): number[] {
  const qini = qiniCurve(rows, order);
  const uplift = upliftCurve(rows, order);
  const total = qini.rows.at(-1)!;
  const whole = (uplift.rows.at(-1)! * uplift.gain.at(-1)!) / 2;
  return [
    areaAbove(qini) / total ** 2,
    (areaAbove(uplift) + whole) / total ** 2,
    ...shares.map((share) => at(qini, share * total) / total),
  ];
}

/** A curve's height at a number of rows, linear between its points. */
function at({ rows, gain }: UpliftCurve, asked: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rows[middle]! <= asked) low = middle;
    else high = middle;
  }
  const width = rows[high]! - rows[low]!;
  return width === 0 ? gain[high]! : gain[low]! + ((asked - rows[low]!) / width) * (gain[high]! - gain[low]!);
}
