import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { normal } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { standardNormal } from '../numerics/normal-distribution.ts';
import { deviationOf, dot, type Gaussian } from './gaussian.ts';

/**
 * Draws by name, in antithetic pairs: every draw comes with its mirror image. The same name, posterior and actions give
 * the same probabilities wherever they are worked out; an old decision is replayed by the name that it was drawn under.
 */
const pairsOf: ReadonlyMap<string, number> = new Map([
  ['thompson-1', 256],
  ['thompson-2', 128],
]);
/** What decisions are drawn under from now on. */
export const thompsonVersion = 'thompson-2';
const mostPairs = Math.max(...pairsOf.values());
const mostDimensions = 32;

let normals: Float64Array | undefined;

/** One action as a draw of the coefficients sees it. */
export interface ThompsonAction {
  /** What the coefficients multiply. */
  readonly features: readonly number[];
  /** Added to what they come to: prices of lost SR and of the budget. */
  readonly fixed: number;
}

/**
 * Probability of each action to be the best under a draw of the coefficients: of two actions in closed form; of more by
 * draws that are the same for every decision. That number is off from the posterior's own probability by at most
 * sqrt(p (1 - p) / 256), .031 or less, as a standard error; but since the action is then drawn from these very numbers,
 * the propensity that is logged is exact.
 * @param degreesOfFreedom of Student's t; null: normal.
 * @param worthsOf turns what the actions' features come to under a draw into what they are worth, in place; left out:
 * they are.
 * @throws RangeError for draws of an unknown name.
 */
export function thompsonProbabilities(
  belief: Gaussian,
  degreesOfFreedom: number | null,
  actions: readonly ThompsonAction[],
  worthsOf?: (values: Float64Array) => void,
  drawsNamed = thompsonVersion,
): number[] {
  const pairs = pairsOf.get(drawsNamed);
  if (pairs === undefined) throw new RangeError(`there are no draws named ${drawsNamed}`);
  if (actions.length === 1) return [1];
  if (actions.length === 2 && !worthsOf) return ofTwo(belief, degreesOfFreedom, actions[0]!, actions[1]!);
  const size = belief.mean.length;
  if (size > mostDimensions)
    throw new RangeError(`a belief about ${size} coefficients is too large to draw from`);
  const draws = standardDraws();
  const count = actions.length;
  const means = Float64Array.from(actions, ({ features }) => dot(features, belief.mean));
  const fixed = Float64Array.from(actions, (action) => action.fixed);
  // Row a of X L: a draw of action a's value is its mean plus this row times standard normals.
  const rows = new Float64Array(count * size);
  actions.forEach(({ features }, a) => {
    rows.set(along(belief, features), a * size);
  });
  const wins = new Float64Array(count);
  const away = new Float64Array(count);
  const worths = new Float64Array(count);
  const tally = (sign: number) => {
    for (let a = 0; a < count; a++) worths[a] = means[a]! + sign * away[a]!;
    worthsOf?.(worths);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < count; a++) {
      const worth = worths[a]! + fixed[a]!;
      if (worth > highest) {
        highest = worth;
        best = a;
      }
    }
    wins[best]! += 1;
  };
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * (mostDimensions + 1);
    for (let a = 0, row = 0; a < count; a++, row += size) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += rows[row + k]! * draws[at + k]!;
      away[a] = sum;
    }
    const stretch = degreesOfFreedom === null ? 1 : tStretch(draws[at + mostDimensions]!, degreesOfFreedom);
    tally(stretch);
    tally(-stretch);
  }
  return Array.from(wins, (won) => won / (2 * pairs));
}

/** P(first > second): their difference is normal, or Student's t. */
function ofTwo(
  belief: Gaussian,
  degreesOfFreedom: number | null,
  first: ThompsonAction,
  second: ThompsonAction,
): number[] {
  const weights = first.features.map((value, k) => value - second.features[k]!);
  const mean = dot(weights, belief.mean) + first.fixed - second.fixed;
  const deviation = deviationOf(belief, weights);
  const z = deviation > 0 ? mean / deviation : mean === 0 ? 0 : Math.sign(mean) * Number.POSITIVE_INFINITY;
  if (!Number.isFinite(z)) return z > 0 ? [1, 0] : [0, 1];
  const probability = degreesOfFreedom === null ? standardNormal.cdf(z) : tCdf(z, degreesOfFreedom);
  return [probability, 1 - probability];
}

function along({ factor }: Gaussian, features: readonly number[]): Float64Array {
  const row = new Float64Array(features.length);
  for (let i = 0; i < features.length; i++) {
    const value = features[i]!;
    if (value !== 0) for (let k = 0; k <= i; k++) row[k]! += value * factor[i]![k]!;
  }
  return row;
}

/** sqrt(nu / chi squared of nu), from a normal by Wilson and Hilferty (1931): what makes a normal Student's t. */
function tStretch(z: number, degreesOfFreedom: number): number {
  const spread = 2 / (9 * degreesOfFreedom);
  const ratio = Math.max(0.05, 1 - spread + z * Math.sqrt(spread)) ** 3;
  return 1 / Math.sqrt(ratio);
}

/** Made when first needed: for each pair 32 coordinates and one for the noise. All names share them, from the first on. */
function standardDraws(): Float64Array {
  if (normals) return normals;
  const random = new SeededRandom('thompson-1');
  normals = Float64Array.from({ length: mostPairs * (mostDimensions + 1) }, () => normal(random));
  return normals;
}
