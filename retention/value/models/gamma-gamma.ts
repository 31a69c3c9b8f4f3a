import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import type { Objective } from '../../numerics/minimise.ts';
import type { Fit } from './fit.ts';
import { maximiseLikelihood } from './maximise-likelihood.ts';
import { ModelRefusal } from './model-refusal.ts';
import { type LogNormalPrior, priorPenalty } from './prior.ts';

const names = ['p', 'q', 'v'] as const;
const fewestRepeatBuyers = 10;

export interface GammaGammaOptions {
  readonly nameRow?: (row: number) => string;
  readonly prior?: LogNormalPrior;
}

/**
 * Gamma-Gamma model of what a purchase is worth (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value"):
 * amounts of one shopper are Gamma(p, nu), nu varies over shoppers as Gamma(q, v), and both do not depend on how often
 * they buy. Maximum likelihood on those with at least one purchase counted.
 * @param frequency how many purchases each mean is over; rows of 0 are left out.
 * @param monetary mean amount of these purchases, above 0.
 * @throws ModelRefusal as fitPurchaseModel.
 */
export function fitGammaGamma(
  frequency: Float64Array,
  monetary: Float64Array,
  { nameRow = (row) => `row ${row + 1}`, prior }: GammaGammaOptions = {},
): Fit {
  const counts: number[] = [];
  const amounts: number[] = [];
  frequency.forEach((x, row) => {
    const amount = monetary[row]!;
    if (x > 0 && !(amount > 0 && Number.isFinite(amount)))
      throw new ModelRefusal(
        'bad_row',
        `${nameRow(row)}: the mean amount of ${x} purchases is ${amount}; it must be above 0`,
      );
    if (x > 0) {
      counts.push(x);
      amounts.push(amount);
    }
  });
  const n = counts.length;
  if (!prior) refuseTooLittle(counts, amounts);
  const likelihood = negativeLogLikelihood(counts, amounts);
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / n;
  const end = maximiseLikelihood({
    title: 'Gamma-Gamma',
    objective: prior
      ? (point, gradient) => likelihood(point, gradient) + priorPenalty(prior, point, gradient)
      : likelihood,
    starts: prior
      ? [Float64Array.from(prior.means)]
      : [
          [2, 3, mean],
          [6, 4, mean / 3],
          [1, 10, 9 * mean],
        ].map((start) => Float64Array.from(start, Math.log)),
    shoppers: Math.max(1, n),
    names,
    shapes: [0, 1],
  });
  const named = (value: (i: number) => number) =>
    Object.fromEntries(names.map((name, i) => [name, value(i)]));
  const related = prior ? 0 : correlation(counts, amounts);
  return {
    model: 'gammagamma',
    parameters: named((i) => Math.exp(end.logParameters[i]!)),
    standardErrors: named((i) => Math.exp(end.logParameters[i]!) * Math.sqrt(end.covariance.get(i, i))),
    logLikelihood: prior ? -likelihood(end.logParameters, new Float64Array(3)) : -end.value,
    n,
    convergence: end.convergence,
    warnings: [
      ...end.warnings,
      ...(n < fewestRepeatBuyers
        ? [
            `${n} repeat buyer${n === 1 ? '' : 's'}: these parameters are the prior's more than the data's; a fit of its own needs ${fewestRepeatBuyers}`,
          ]
        : []),
      ...(end.logParameters[1]! <= 0
        ? [
            'q is not above 1: the mean amount over shoppers is infinite, so nothing is said of those without a repeat purchase',
          ]
        : []),
      ...(Math.abs(related) > 0.3
        ? [
            `frequency and amount are correlated (${related.toFixed(2)}), which the model takes to be independent`,
          ]
        : []),
    ],
  };
}

/**
 * Expected mean amount of a shopper's purchases, given the mean of those seen (equation 5 of the note).
 * @param parameters p, q, v.
 * @returns NaN where q + p x <= 1: the expectation does not exist.
 */
export function expectedAmount(
  { p, q, v }: { readonly p: number; readonly q: number; readonly v: number },
  frequency: number,
  monetary: number,
): number {
  const weight = p * frequency + q - 1;
  return weight > 0 ? (p * (v + (frequency === 0 ? 0 : frequency * monetary))) / weight : Number.NaN;
}

/** Equation 1a of the note, as a density of the mean amount. */
function negativeLogLikelihood(counts: readonly number[], amounts: readonly number[]): Objective {
  return (point, gradient) => {
    const p = Math.exp(point[0]!);
    const q = Math.exp(point[1]!);
    const v = Math.exp(point[2]!);
    const [logGammaQ, digammaQ, logV] = [gammaln(q), digamma(q), Math.log(v)];
    // What shoppers with equally many purchases share.
    const shared = new Map<number, { value: number; sum: number; own: number }>();
    let value = 0;
    let slopeP = 0;
    let slopeQ = 0;
    let slopeV = 0;
    counts.forEach((x, i) => {
      const amount = amounts[i]!;
      let terms = shared.get(x);
      if (!terms) {
        terms = {
          value: gammaln(p * x + q) - gammaln(p * x) - logGammaQ + q * logV + p * x * Math.log(x),
          sum: digamma(p * x + q),
          own: digamma(p * x),
        };
        shared.set(x, terms);
      }
      const total = x * amount + v;
      const logTotal = Math.log(total);
      const logAmount = Math.log(amount);
      value += terms.value + (p * x - 1) * logAmount - (p * x + q) * logTotal;
      slopeP += x * (terms.sum - terms.own + Math.log(x) + logAmount - logTotal);
      slopeQ += terms.sum - digammaQ + logV - logTotal;
      slopeV += q / v - (p * x + q) / total;
    });
    gradient[0] = -p * slopeP;
    gradient[1] = -q * slopeQ;
    gradient[2] = -v * slopeV;
    return -value;
  };
}

function refuseTooLittle(counts: readonly number[], amounts: readonly number[]): void {
  const n = counts.length;
  if (n < fewestRepeatBuyers)
    throw new ModelRefusal(
      'few_repeat_buyers',
      n === 0
        ? `no shopper has bought twice (every frequency is 0), so Gamma-Gamma has no amounts to learn from; at least ${fewestRepeatBuyers} shoppers are needed`
        : `Gamma-Gamma has amounts of ${n} repeat buyers to learn from; at least ${fewestRepeatBuyers} are needed`,
    );
  if (amounts.every((amount) => amount === amounts[0]))
    throw new ModelRefusal(
      'all_alike',
      `every mean amount is ${amounts[0]}; Gamma-Gamma describes how amounts differ`,
    );
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, i) => {
    ab += (value - meanA) * (b[i]! - meanB);
    aa += (value - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  });
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
