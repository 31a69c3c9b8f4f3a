import { chiSquareTail } from '../../numerics/chi-square-tail.ts';
import { meanAndVariance } from '../../numerics/mean-and-variance.ts';
import type { Objective } from '../../numerics/minimise.ts';
import type { PurchaseHistories } from '../purchase-histories.ts';
import { alphaIndex, shiftParameters, shiftSlopes } from './covariate-parameters.ts';
import type { Fit } from './fit.ts';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { maximiseLikelihood } from './maximise-likelihood.ts';
import { ModelRefusal } from './model-refusal.ts';
import { parametersOf } from './parameters-of.ts';
import { leavingShape, type PurchaseModel } from './purchase-model.ts';

/** A property of shoppers that was fixed when they came: the channel as 0 and 1, the discount share of the first order. */
export interface Covariate {
  readonly name: string;
  readonly values: Float64Array;
}

export interface CovariateEffect {
  readonly name: string;
  /** exp of it is how many times the rate is multiplied per unit of the covariate. */
  readonly buying: { readonly coefficient: number; readonly standardError: number };
  readonly leaving: { readonly coefficient: number; readonly standardError: number };
}

export interface CovariateFit extends Fit {
  readonly effects: readonly CovariateEffect[];
  /** Against the fit without covariates: twice the difference of log likelihoods, chi-square if they do nothing. */
  readonly likelihoodRatio: {
    readonly statistic: number;
    readonly degreesOfFreedom: number;
    readonly pValue: number;
  };
}

/**
 * Time-invariant covariates in a purchase model (Fader and Hardie 2007, "Incorporating time-invariant covariates into
 * the Pareto/NBD and BG/NBD models"): they act on the scale of the purchase rate and, with coefficients of their own, on
 * leaving. The parameters printed are those of a shopper whose covariates are all 0.
 * @throws ModelRefusal as fitPurchaseModel, and for a covariate that is constant, not finite, or the outcome itself.
 */
export function fitWithCovariates(
  model: PurchaseModel,
  histories: PurchaseHistories,
  covariates: readonly Covariate[],
): CovariateFit {
  const n = histories.frequency.length;
  for (const covariate of covariates) checkCovariate(covariate, histories);
  const plain = fitPurchaseModel(model, histories);
  // Centred, so that the search does not run along a ridge of coefficient and base rate.
  const centres = covariates.map(({ values }) => meanAndVariance(values).mean);
  const scales = covariates.map(({ values }) => Math.sqrt(meanAndVariance(values).variance));
  const columns = covariates.map(({ values }, j) =>
    values.map((value) => (value - centres[j]!) / scales[j]!),
  );
  const size = 4 + 2 * covariates.length;
  const start = new Float64Array(size);
  start.set(parametersOf(model, plain).map(Math.log));
  const objective = likelihoodWith(model, histories, columns);
  const end = maximiseLikelihood({
    title: `${model.title} with covariates`,
    objective,
    starts: [start],
    shoppers: n,
    names: model.parameters,
    shapes: model.shapes,
    leaving: leavingShape,
  });
  const at = end.logParameters;
  const k = covariates.length;
  const shiftOf = (first: number) =>
    columns.reduce((sum, _, j) => sum - (at[first + j]! * centres[j]!) / scales[j]!, 0);
  const base = new Float64Array(4);
  shiftParameters(model, at.slice(0, 4).map(Math.exp), { buying: shiftOf(4), leaving: shiftOf(4 + k) }, base);
  const error = (i: number) => Math.sqrt(end.covariance.get(i, i));
  // By the delta method: a base parameter is what was fitted at the mean, moved back by the coefficients.
  const varianceAtZero = (i: number) => {
    const weights = new Float64Array(size);
    weights[i] = 1;
    columns.forEach((_, j) => {
      const back = centres[j]! / scales[j]!;
      if (i === alphaIndex) weights[4 + j] = back;
      if (i === model.leaving.index) weights[4 + k + j] = -model.leaving.direction * back;
    });
    let sum = 0;
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) sum += weights[a]! * weights[b]! * end.covariance.get(a, b);
    return sum;
  };
  const named = (value: (i: number) => number) =>
    Object.fromEntries(model.parameters.map((name, i) => [name, value(i)]));
  const statistic = Math.max(0, 2 * (-end.value - plain.logLikelihood));
  return {
    model: model.name,
    parameters: named((i) => base[i]!),
    standardErrors: named((i) => base[i]! * Math.sqrt(varianceAtZero(i))),
    logLikelihood: -end.value,
    n,
    convergence: end.convergence,
    warnings: end.warnings,
    effects: covariates.map(({ name }, j) => ({
      name,
      buying: { coefficient: at[4 + j]! / scales[j]!, standardError: error(4 + j) / scales[j]! },
      leaving: { coefficient: at[4 + k + j]! / scales[j]!, standardError: error(4 + k + j) / scales[j]! },
    })),
    likelihoodRatio: {
      statistic,
      degreesOfFreedom: 2 * k,
      pValue: k === 0 ? 1 : chiSquareTail(statistic, 2 * k),
    },
  };
}

function likelihoodWith(
  model: PurchaseModel,
  { frequency, recency, age }: PurchaseHistories,
  columns: readonly Float64Array[],
): Objective {
  const order = Int32Array.from(frequency.keys()).sort((i, j) => frequency[i]! - frequency[j]!);
  const row = model.rowLikelihood();
  const slopes = new Float64Array(4);
  const own = new Float64Array(4);
  const k = columns.length;
  return (point, gradient) => {
    const base = point.slice(0, 4).map(Math.exp);
    gradient.fill(0);
    let sum = 0;
    for (const i of order) {
      let buying = 0;
      let leaving = 0;
      for (let j = 0; j < k; j++) {
        buying += point[4 + j]! * columns[j]![i]!;
        leaving += point[4 + k + j]! * columns[j]![i]!;
      }
      shiftParameters(model, base, { buying, leaving }, own);
      sum -= row(frequency[i]!, recency[i]!, age[i]!, own, slopes);
      for (let j = 0; j < 4; j++) gradient[j]! -= slopes[j]!;
      const shift = shiftSlopes(model, slopes);
      for (let j = 0; j < k; j++) {
        gradient[4 + j]! -= shift.buying * columns[j]![i]!;
        gradient[4 + k + j]! -= shift.leaving * columns[j]![i]!;
      }
    }
    return sum;
  };
}

function checkCovariate({ name, values }: Covariate, { frequency, recency, age }: PurchaseHistories): void {
  if (values.length !== frequency.length)
    throw new RangeError(`covariate "${name}" has ${values.length} values for ${frequency.length} shoppers`);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw new ModelRefusal(
      'bad_covariate',
      `row ${odd + 1}: covariate "${name}" is ${values[odd]}; a number would be right`,
    );
  if (values.every((value) => value === values[0]))
    throw new ModelRefusal(
      'bad_covariate',
      `covariate "${name}" is ${values[0]} for every shopper, so it explains nothing; leave it out`,
    );
  for (const [what, outcome] of Object.entries({ frequency, recency, age }))
    if (Math.abs(correlation(values, outcome)) > 0.999)
      throw new ModelRefusal(
        'bad_covariate',
        `covariate "${name}" is the ${what} itself: a covariate must have been known when the shopper came`,
      );
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [left, right] = [meanAndVariance(a), meanAndVariance(b)];
  if (left.variance === 0 || right.variance === 0) return 0;
  const products = a.reduce((sum, value, i) => sum + (value - left.mean) * (b[i]! - right.mean), 0);
  return products / (a.length - 1) / Math.sqrt(left.variance * right.variance);
}
