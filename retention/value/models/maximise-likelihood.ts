import type { Matrix } from 'ml-matrix';
import { covarianceAtMinimum } from '../../numerics/covariance-at-minimum.ts';
import type { Objective } from '../../numerics/minimise.ts';
import { minimiseFromStarts } from '../../numerics/minimise-from-starts.ts';
import { ModelRefusal } from './model-refusal.ts';

/** How well the search for the parameters ended. */
export interface Convergence {
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest derivative of the mean log likelihood by the logarithm of a parameter, where the search stopped. */
  readonly gradientSize: number;
  readonly starts: number;
  /** How many starts ended at the same likelihood. */
  readonly startsAgreeing: number;
  /** Of the Hessian by the logarithms of the parameters: above 1e6 some combination of them is hardly determined. */
  readonly conditionNumber: number;
}

export interface LikelihoodProblem {
  /** In sentences: "BG/NBD". */
  readonly title: string;
  /** Minus the log likelihood (with what is known beforehand, if anything), to be minimised over log-parameters. */
  readonly objective: Objective;
  /** Starts, as logarithms of the parameters. */
  readonly starts: readonly Float64Array[];
  readonly shoppers: number;
  readonly names: readonly string[];
  /** Indices of parameters without a unit: at 1e-3 or 1e3 they have run to the boundary. */
  readonly shapes: readonly number[];
  /** Index of the shape that vanishes where nobody leaves. */
  readonly leaving?: number;
}

export interface LikelihoodMaximum {
  readonly logParameters: Float64Array;
  /** Of the log-parameters. */
  readonly covariance: Matrix;
  /** Of the objective. */
  readonly value: number;
  readonly convergence: Convergence;
  /** Sentences for a reader of the fit; empty when there is nothing to worry about. */
  readonly warnings: readonly string[];
}

const boundary = Math.log(1e3);

/**
 * Maximum likelihood over positive parameters, with its diagnosis.
 * @throws ModelRefusal when the search does not converge, a parameter runs to its boundary, or the likelihood is flat.
 */
export function maximiseLikelihood(problem: LikelihoodProblem): LikelihoodMaximum {
  const { title, objective, starts, shoppers, names, shapes } = problem;
  // Per shopper, so that tolerances mean the same for ten of them and for a million.
  const perShopper: Objective = (point, gradient) => {
    const value = objective(point, gradient) / shoppers;
    for (let i = 0; i < gradient.length; i++) gradient[i]! /= shoppers;
    return value;
  };
  const end = minimiseFromStarts(perShopper, starts, {
    gradientTolerance: 1e-8,
    sameWithin: 1e-3 / shoppers,
    until: (point) => shapes.some((i) => Math.abs(point[i]!) > boundary),
  });
  const atBoundary = shapes.find((i) => Math.abs(end.point[i]!) > boundary);
  if (atBoundary !== undefined) {
    const low = end.point[atBoundary]! < 0;
    const meaning =
      low && atBoundary === problem.leaving
        ? 'hardly anybody is seen to leave'
        : low
          ? 'shoppers are either at one extreme or at the other'
          : 'shoppers do not differ in what it describes';
    throw new ModelRefusal(
      'boundary',
      `${title} does not fit these data: ${names[atBoundary]} runs to ${Math.exp(end.point[atBoundary]!).toPrecision(2)}, as ${meaning}; a weak prior, more shoppers, a longer observation or another model would help`,
    );
  }
  // Rounding in a sum of likelihoods bounds what gradient can be reached.
  if (!end.converged && end.gradientSize > 1e-5)
    throw new ModelRefusal(
      'not_converged',
      `${title} has no maximum of the likelihood here: after ${end.iterations} iterations the gradient is still ${end.gradientSize.toExponential(1)} per shopper`,
    );
  const curvature = covarianceAtMinimum(objective, end.point);
  if (!curvature)
    throw new ModelRefusal(
      'not_identified',
      `${title} cannot be told from these data: the likelihood is flat in some direction, so several sets of parameters fit equally well`,
    );
  const { covariance, conditionNumber } = curvature;
  const warnings = names.flatMap((name, i) => {
    const deviation = Math.sqrt(covariance.get(i, i));
    return deviation > 1
      ? [`${name} is hardly determined: its standard error is ${Math.round(100 * deviation)} % of it`]
      : [];
  });
  const { iterations, gradientSize, startsAgreeing } = end;
  if (starts.length > 1 && startsAgreeing === 1)
    warnings.push(
      `only one of ${starts.length} starts of the search ended here; another maximum cannot be ruled out`,
    );
  return {
    logParameters: end.point,
    covariance,
    value: end.value * shoppers,
    convergence: {
      converged: true,
      iterations,
      gradientSize,
      starts: end.starts,
      startsAgreeing,
      conditionNumber,
    },
    warnings,
  };
}
