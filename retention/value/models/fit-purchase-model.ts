import { meanAndVariance } from '../../numerics/mean-and-variance.ts';
import type { Objective } from '../../numerics/minimise.ts';
import { checkHistories } from '../check-histories.ts';
import { type GroupedHistories, groupHistories } from '../group-histories.ts';
import type { PurchaseHistories } from '../purchase-histories.ts';
import type { Fit } from './fit.ts';
import { maximiseLikelihood } from './maximise-likelihood.ts';
import { ModelRefusal } from './model-refusal.ts';
import { type LogNormalPrior, priorPenalty } from './prior.ts';
import { leavingShape, type PurchaseModel } from './purchase-model.ts';

export interface FitPurchaseOptions {
  /** How a row is called in an error. */
  readonly nameRow?: (row: number) => string;
  /** Shrinks towards what is known beforehand; then a few shoppers suffice. */
  readonly prior?: LogNormalPrior;
}

/** Fewest shoppers, and fewest of them with a repeat purchase, that carry four parameters of their own. */
const fewestShoppers = 20;
const fewestRepeatBuyers = 10;

/**
 * Maximum likelihood of a purchase model (with a prior: its posterior mode) by BFGS on the logarithms of the
 * parameters, analytic gradients, from several starts.
 * @throws ModelRefusal when a row is impossible, or the data cannot carry the model; its sentence says why.
 */
export function fitPurchaseModel(
  model: PurchaseModel,
  histories: PurchaseHistories,
  { nameRow, prior }: FitPurchaseOptions = {},
): Fit {
  checkHistories(histories, nameRow);
  if (!prior) refuseTooLittle(model, histories);
  const groups = groupHistories(histories);
  const n = histories.frequency.length;
  const likelihood = negativeLogLikelihood(model, groups);
  const objective: Objective = prior
    ? (point, gradient) => likelihood(point, gradient) + priorPenalty(prior, point, gradient)
    : likelihood;
  const starts = model
    .starts(meanAndVariance(histories.age).mean || 1)
    .map((start) => Float64Array.from(start, Math.log));
  if (prior) starts.unshift(Float64Array.from(prior.means));
  const end = maximiseLikelihood({
    title: model.title,
    objective,
    starts,
    shoppers: Math.max(1, n),
    names: model.parameters,
    shapes: model.shapes,
    leaving: leavingShape,
  });
  const named = (value: (i: number) => number) =>
    Object.fromEntries(model.parameters.map((name, i) => [name, value(i)]));
  return {
    model: model.name,
    parameters: named((i) => Math.exp(end.logParameters[i]!)),
    standardErrors: named((i) => Math.exp(end.logParameters[i]!) * Math.sqrt(end.covariance.get(i, i))),
    logLikelihood: prior ? -likelihood(end.logParameters, new Float64Array(4)) : -end.value,
    n,
    convergence: end.convergence,
    warnings: [
      ...end.warnings,
      ...(prior ? mostlyPrior(histories) : []),
      ...nobodyLeaves(model, end.logParameters.map(Math.exp), groups),
    ],
  };
}

/** Data that a plain fit is refused for are carried by a prior, which must not pass for what was seen. */
function mostlyPrior({ frequency }: PurchaseHistories): string[] {
  const n = frequency.length;
  const repeats = frequency.reduce((sum, x) => sum + Number(x > 0), 0);
  if (n >= fewestShoppers && repeats >= fewestRepeatBuyers) return [];
  return [
    `${repeats} of ${n} shopper${n === 1 ? '' : 's'} bought more than once: these parameters are the prior's more than the data's; a fit of its own needs ${fewestShoppers} shoppers and ${fewestRepeatBuyers} who did`,
  ];
}

/** A model that has seen nobody leave is sure of everybody: true to the data, and easily misread. */
function nobodyLeaves(
  model: PurchaseModel,
  parameters: Float64Array,
  { frequency, recency, age, count }: GroupedHistories,
): string[] {
  let repeatBuyers = 0;
  let alive = 0;
  for (let i = 0; i < count.length; i++) {
    if (frequency[i] === 0) continue;
    repeatBuyers += count[i]!;
    alive += count[i]! * model.probabilityAlive(parameters, frequency[i]!, recency[i]!, age[i]!);
  }
  return alive > 0.97 * repeatBuyers
    ? [
        `hardly anybody is seen to leave (mean P(alive) of repeat buyers ${(alive / repeatBuyers).toFixed(3)}): the observation is short, or shoppers come back after long silence; P(alive) tells little here`,
      ]
    : [];
}

function negativeLogLikelihood(
  model: PurchaseModel,
  { frequency, recency, age, count }: GroupedHistories,
): Objective {
  const row = model.rowLikelihood();
  const slopes = new Float64Array(4);
  const parameters = new Float64Array(4);
  return (point, gradient) => {
    for (let j = 0; j < 4; j++) parameters[j] = Math.exp(point[j]!);
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < count.length; i++) {
      const weight = count[i]!;
      sum -= weight * row(frequency[i]!, recency[i]!, age[i]!, parameters, slopes);
      for (let j = 0; j < 4; j++) gradient[j]! -= weight * slopes[j]!;
    }
    return sum;
  };
}

function refuseTooLittle({ title }: PurchaseModel, { frequency, recency, age }: PurchaseHistories): void {
  const n = frequency.length;
  const repeats = frequency.reduce((sum, x) => sum + Number(x > 0), 0);
  if (n < fewestShoppers)
    throw new ModelRefusal(
      'few_shoppers',
      `${title} has four parameters, which ${n === 1 ? 'one shopper' : `${n} shoppers`} cannot carry; at least ${fewestShoppers} are needed`,
    );
  if (repeats < fewestRepeatBuyers)
    throw new ModelRefusal(
      'few_repeat_buyers',
      repeats === 0
        ? `no shopper has bought twice (every frequency is 0), so nothing is known of how often they return; at least ${fewestRepeatBuyers} who did are needed`
        : `only ${repeats} of ${n} shoppers bought more than once; ${title} needs at least ${fewestRepeatBuyers} of them`,
    );
  if (frequency.every((x, i) => x === frequency[0] && recency[i] === recency[0] && age[i] === age[0]))
    throw new ModelRefusal(
      'all_alike',
      `all ${n} shoppers have the same frequency, recency and age; ${title} describes how they differ`,
    );
  if (recency.every((last, i) => last === age[i]))
    throw new ModelRefusal(
      'no_silence',
      'every shopper bought at the very end of observation (recency = age in every row), so nothing is known of leaving; check that age runs to the end of observation',
    );
}
