import type { PurchaseHistories } from '../purchase-histories.ts';
import type { Fit } from './fit.ts';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { parametersOf } from './parameters-of.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { weakPrior } from './weak-prior.ts';

export interface SegmentFits {
  readonly pooled: Fit;
  /** By segment, each drawn towards what all have in common, the more the fewer shoppers it has. */
  readonly segments: Readonly<Record<string, Fit>>;
  /** How far segments are found to differ: standard deviations of the logarithms of the parameters. */
  readonly spread: Readonly<Record<string, number>>;
}

/** Two segments cannot tell how far segments differ; the least keeps a segment from being denied any difference. */
const spreadOfFew = 0.3;
const leastSpread = 0.02;
const rounds = 30;

/**
 * Hierarchical shrinkage by empirical Bayes: the logarithms of a segment's parameters are normal around common means;
 * means and spreads come from all segments by EM, with the posterior of each segment by Laplace's approximation (Gelman
 * et al., Bayesian Data Analysis, 3rd ed., 13.6). A segment of three shoppers gets about the common parameters, one of
 * thousands its own.
 * @param segmentOf of every shopper.
 * @throws ModelRefusal when all shoppers together cannot carry the model.
 */
export function fitSegments(
  model: PurchaseModel,
  histories: PurchaseHistories,
  segmentOf: readonly string[],
): SegmentFits {
  const meanAge = histories.age.reduce((sum, age) => sum + age, 0) / Math.max(1, histories.age.length);
  // The same hold on the whole as on a shop whose plain fit would run to a boundary.
  const pooled = fitPurchaseModel(model, histories, { prior: weakPrior(model, meanAge) });
  const parts = [...new Set(segmentOf)].map((segment) => ({
    segment,
    part: only(histories, segmentOf, segment),
  }));
  const means = [...parametersOf(model, pooled)].map(Math.log);
  const spread = means.map(() => spreadOfFew);
  let fits = new Map<string, Fit>();
  for (let round = 0; round < rounds; round++) {
    fits = new Map(
      parts.map(({ segment, part }) => [
        segment,
        fitPurchaseModel(model, part, { prior: { means: [...means], deviations: [...spread] } }),
      ]),
    );
    if (parts.length < 3) break;
    const moved = update(model, [...fits.values()], means, spread);
    if (moved < 1e-3) break;
  }
  return {
    pooled,
    segments: Object.fromEntries(fits),
    spread: Object.fromEntries(model.parameters.map((name, i) => [name, spread[i]!])),
  };
}

/** The M step; returns the longest move. */
function update(model: PurchaseModel, fits: readonly Fit[], means: number[], spread: number[]): number {
  let moved = 0;
  model.parameters.forEach((name, i) => {
    const posteriors = fits.map(({ parameters, standardErrors }) => ({
      mean: Math.log(parameters[name]!),
      variance: (standardErrors[name]! / parameters[name]!) ** 2,
    }));
    const mean = posteriors.reduce((sum, one) => sum + one.mean, 0) / posteriors.length;
    const square = posteriors.reduce((sum, one) => sum + (one.mean - mean) ** 2 + one.variance, 0);
    const deviation = Math.max(leastSpread, Math.sqrt(square / posteriors.length));
    moved = Math.max(moved, Math.abs(mean - means[i]!), Math.abs(deviation - spread[i]!));
    means[i] = mean;
    spread[i] = deviation;
  });
  return moved;
}

function only(
  { frequency, recency, age }: PurchaseHistories,
  segmentOf: readonly string[],
  segment: string,
): PurchaseHistories {
  const keep = (values: Float64Array) => values.filter((_, i) => segmentOf[i] === segment);
  return { frequency: keep(frequency), recency: keep(recency), age: keep(age) };
}
