import { Matrix } from 'ml-matrix';
import { type Gaussian, gaussianOf, solvePositive } from './gaussian.ts';
import type { ResponsePrior } from './response-prior.ts';

/** Weighted sums over observations: all that Bayesian linear regression keeps of them. JSON. */
export interface LinearSums {
  /** Sum of weights. */
  readonly count: number;
  readonly xx: readonly (readonly number[])[];
  readonly xr: readonly number[];
  readonly rr: number;
}

export interface Observation {
  /** Shopper features, then offer features. */
  readonly features: readonly number[];
  /** Margin of the period in mean baskets; for the logistic model 1 for bought, 0 for not. */
  readonly reward: number;
  /** 1 for a matured one; less for what is known of a period that still runs. */
  readonly weight: number;
}

export interface LinearPosterior extends Gaussian {
  /** Of Student's t: what is left open about the noise. */
  readonly degreesOfFreedom: number;
  readonly noiseVariance: number;
}

/** Noise before any outcome: margins of a period scatter by about a basket's third; worth two observations. */
const noiseShape = 1;
const noiseScale = 0.1;

export function emptySums(size: number): LinearSums {
  const zeros = () => Array.from({ length: size }, () => 0);
  return { count: 0, xx: Array.from({ length: size }, zeros), xr: zeros(), rr: 0 };
}

export function addObservations(sums: LinearSums, observations: readonly Observation[]): LinearSums {
  const xx = sums.xx.map((row) => [...row]);
  const xr = [...sums.xr];
  let { count, rr } = sums;
  for (const { features, reward, weight } of observations) {
    count += weight;
    rr += weight * reward * reward;
    for (let i = 0; i < features.length; i++) {
      const scaled = weight * features[i]!;
      if (scaled === 0) continue;
      xr[i]! += scaled * reward;
      for (let j = 0; j < features.length; j++) xx[i]![j]! += scaled * features[j]!;
    }
  }
  return { count, xx, xr, rr };
}

/** Older observations count less: what is left tends to the prior, never to less than it. @param keep in (0, 1]. */
export function discounted(sums: LinearSums, keep: number): LinearSums {
  return {
    count: keep * sums.count,
    xx: sums.xx.map((row) => row.map((value) => keep * value)),
    xr: sums.xr.map((value) => keep * value),
    rr: keep * sums.rr,
  };
}

/**
 * Bayesian linear regression with a normal-inverse-gamma prior (Bishop 2006, Pattern Recognition and Machine Learning,
 * section 3.3 and exercise 3.12; Gelman et al., Bayesian Data Analysis, chapter 14): coefficients given the noise are
 * normal, and Student's t with 2 (a0 + n / 2) degrees of freedom without it. The factor returned has the scale
 * b / a in it.
 */
export function linearPosterior(sums: LinearSums, prior: ResponsePrior): LinearPosterior {
  const size = prior.mean.length;
  // Deviations are those of the coefficients at the noise believed beforehand.
  const noise = noiseScale / noiseShape;
  const priorPrecision = prior.deviations.map((deviation) => noise / deviation ** 2);
  const precision = new Matrix(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) precision.set(i, j, sums.xx[i]![j]! + (i === j ? priorPrecision[i]! : 0));
  const right = prior.mean.map((mean, i) => priorPrecision[i]! * mean + sums.xr[i]!);
  const mean = solvePositive(precision, right);
  const shape = noiseShape + sums.count / 2;
  const priorPart = prior.mean.reduce((sum, value, i) => sum + priorPrecision[i]! * value * value, 0);
  const fitted = mean.reduce((sum, value, i) => sum + value * right[i]!, 0);
  // Rounding may leave a perfect fit below nothing.
  const scale = Math.max(1e-12, noiseScale + (sums.rr + priorPart - fitted) / 2);
  const noiseVariance = scale / shape;
  const { factor } = gaussianOf(mean, precision);
  const deviation = Math.sqrt(noiseVariance);
  return {
    mean,
    factor: factor.map((row) => row.map((value) => value * deviation)),
    degreesOfFreedom: 2 * shape,
    noiseVariance,
  };
}
