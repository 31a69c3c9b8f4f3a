import { Matrix } from 'ml-matrix';
import { dot, type Gaussian, gaussianOf, solvePositive } from './gaussian.ts';
import type { Observation } from './linear-posterior.ts';
import type { ResponsePrior } from './response-prior.ts';

/** A normal belief about coefficients, as its precision and what it multiplies the mean to. JSON. */
export interface LogisticBelief {
  readonly precision: readonly (readonly number[])[];
  readonly mean: readonly number[];
  readonly count: number;
}

export function priorBelief(prior: ResponsePrior): LogisticBelief {
  return {
    mean: prior.mean,
    precision: prior.deviations.map((deviation, i) =>
      prior.deviations.map((_, j) => (i === j ? 1 / deviation ** 2 : 0)),
    ),
    count: 0,
  };
}

const mostSteps = 50;

/**
 * Bayesian logistic regression by Laplace's approximation (Bishop 2006, section 4.5; sequentially as in Chapelle and
 * Li 2011, An Empirical Evaluation of Thompson Sampling): the belief before is the prior of the batch, Newton's method
 * finds the mode, the curvature there is the new precision. A step that makes it worse is halved.
 */
export function learnLogistic(before: LogisticBelief, observations: readonly Observation[]): LogisticBelief {
  if (observations.length === 0) return before;
  const size = before.mean.length;
  let mean = [...before.mean];
  let height = logPosterior(before, observations, mean);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, curvature } = slopes(before, observations, mean);
    const move = solvePositive(curvature, gradient);
    let share = 1;
    let next = mean.map((value, i) => value + move[i]!);
    let reached = logPosterior(before, observations, next);
    while (!(reached >= height) && share > 1e-6) {
      share /= 2;
      next = mean.map((value, i) => value + share * move[i]!);
      reached = logPosterior(before, observations, next);
    }
    const gained = reached - height;
    if (gained > 0) {
      mean = next;
      height = reached;
    }
    if (!(gained > 1e-10 * (1 + Math.abs(height)))) break;
  }
  const { curvature } = slopes(before, observations, mean);
  return {
    mean,
    precision: Array.from({ length: size }, (_, i) => curvature.getRow(i)),
    count: before.count + observations.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** What was learned beyond the prior fades: precision and mean go back towards it. @param keep in (0, 1]. */
export function fadedBelief(belief: LogisticBelief, prior: ResponsePrior, keep: number): LogisticBelief {
  if (keep === 1) return belief;
  const start = priorBelief(prior);
  const size = prior.mean.length;
  const precision = new Matrix(size, size);
  const right = prior.mean.map(() => 0);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const learned = belief.precision[i]![j]! - start.precision[i]![j]!;
      precision.set(i, j, start.precision[i]![j]! + keep * learned);
      right[i]! +=
        keep * belief.precision[i]![j]! * belief.mean[j]! +
        (1 - keep) * start.precision[i]![j]! * start.mean[j]!;
    }
  return {
    mean: solvePositive(precision, right),
    precision: Array.from({ length: size }, (_, i) => precision.getRow(i)),
    count: keep * belief.count,
  };
}

export function logisticGaussian(belief: LogisticBelief): Gaussian {
  return gaussianOf(belief.mean, new Matrix(belief.precision.map((row) => [...row])));
}

function slopes(before: LogisticBelief, observations: readonly Observation[], mean: readonly number[]) {
  const size = mean.length;
  const curvature = new Matrix(before.precision.map((row) => [...row]));
  const gradient = before.precision.map((row) =>
    row.reduce((sum, value, j) => sum + value * (before.mean[j]! - mean[j]!), 0),
  );
  for (const { features, reward, weight } of observations) {
    const probability = sigmoid(dot(features, mean));
    const spread = weight * probability * (1 - probability);
    for (let i = 0; i < size; i++) {
      gradient[i]! += weight * (reward - probability) * features[i]!;
      for (let j = 0; j < size; j++)
        curvature.set(i, j, curvature.get(i, j) + spread * features[i]! * features[j]!);
    }
  }
  return { gradient, curvature };
}

function logPosterior(
  before: LogisticBelief,
  observations: readonly Observation[],
  mean: readonly number[],
): number {
  const away = mean.map((value, i) => value - before.mean[i]!);
  let height = 0;
  for (let i = 0; i < mean.length; i++) height -= 0.5 * away[i]! * dot(before.precision[i]!, away);
  for (const { features, reward, weight } of observations) {
    const logOdds = dot(features, mean);
    // log(1 + e^x) without overflow.
    height += weight * (reward * logOdds - Math.max(0, logOdds) - Math.log1p(Math.exp(-Math.abs(logOdds))));
  }
  return height;
}

export function sigmoid(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}
