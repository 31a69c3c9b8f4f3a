import betainc from '@stdlib/math-base-special-betainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import { logRisingFactorial, logRisingFactorialSlope } from '../../numerics/log-rising-factorial.ts';
import { expectedUntilDropout } from './expected-until-dropout.ts';
import type { PurchaseModel, RowLikelihood } from './purchase-model.ts';

/**
 * BG/NBD (Fader, Hardie and Lee 2005): purchases at a rate from Gamma(r, alpha); after each repeat purchase a shopper
 * leaves with a probability from Beta(a, b). Somebody without a repeat purchase has had no occasion to leave: P(alive)
 * is 1 then, which is why risk does not use it.
 */
export const bgnbd = betaGeometric('bgnbd', 'BG/NBD', 0);

/** Modified BG/NBD (Batislam, Denizel and Filiztekin 2007): shoppers may also leave right after the first purchase. */
export const mbgnbd = betaGeometric('mbgnbd', 'MBG/NBD', 1);

/** @param firstFlips how often somebody may have left before the first repeat purchase: 0 or 1. */
function betaGeometric(name: 'bgnbd' | 'mbgnbd', title: string, firstFlips: 0 | 1): PurchaseModel {
  return {
    name,
    title,
    parameters: ['r', 'alpha', 'a', 'b'],
    shapes: [0, 2, 3],
    leaving: { index: 2, direction: 1 },
    starts: (meanAge) => [
      [0.5, meanAge / 4, 0.8, 2.5],
      [1, meanAge / 2, 1, 1],
      [0.2, meanAge / 10, 0.3, 3],
    ],
    rowLikelihood: () => rowLikelihood(firstFlips),
    probabilityAlive(parameters, frequency, recency, age) {
      const flips = frequency + firstFlips;
      if (flips === 0) return 1;
      return 1 / (1 + Math.exp(logOddsOfHavingLeft(parameters, frequency, recency, age, flips)));
    },
    expectedPurchases([r, alpha, a, b]: readonly [number, number, number, number], time) {
      const start = firstFlips === 1 ? b / (a + b) : 1;
      return start * expectedUntilDropout(r, alpha, a, b + firstFlips, time);
    },
    expectedWhileAlive(parameters, frequency, age, time) {
      const b = parameters[3]! + frequency + firstFlips;
      return expectedUntilDropout(parameters[0]! + frequency, parameters[1]! + age, parameters[2]!, b, time);
    },
    purchaseProbability(parameters, count, time) {
      const [r, alpha, a, b] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
      const flips = count + firstFlips;
      const share = time / (alpha + time);
      const stayed = logRisingFactorial(b, flips) - logRisingFactorial(a + b, flips);
      const exactly =
        logRisingFactorial(r, count) -
        gammaln(count + 1) +
        r * Math.log1p(-share) +
        (count === 0 ? 0 : count * Math.log(share));
      if (flips === 0) return Math.exp(exactly);
      const left = Math.log(a) - Math.log(b + flips - 1) + stayed;
      // At least `count` purchases of a negative binomial.
      const atLeast = count === 0 ? 1 : betainc(share, count, r);
      return Math.exp(stayed + exactly) + Math.exp(left) * atLeast;
    },
  } as PurchaseModel;
}

/** Log of P(left) / P(alive): leaving at the last of `flips` occasions, and then no purchase until T by rate alone. */
function logOddsOfHavingLeft(
  parameters: ArrayLike<number>,
  frequency: number,
  recency: number,
  age: number,
  flips: number,
): number {
  const silence = Math.log1p((age - recency) / (parameters[1]! + recency));
  return (
    Math.log(parameters[2]!) - Math.log(parameters[3]! + flips - 1) + (parameters[0]! + frequency) * silence
  );
}

function rowLikelihood(firstFlips: 0 | 1): RowLikelihood {
  // What rows of equal frequency share.
  const shared = { frequency: -1, r: 0, a: 0, b: 0, value: 0, logOdds: 0, slopeR: 0, slopeA: 0, slopeB: 0 };
  // What rows of equal age share.
  const times = { alpha: Number.NaN, age: Number.NaN, logAlpha: 0, logUntil: 0 };
  return (frequency, recency, age, parameters, slopes) => {
    const r = parameters[0]!;
    const alpha = parameters[1]!;
    const a = parameters[2]!;
    const b = parameters[3]!;
    const flips = frequency + firstFlips;
    if (shared.frequency !== frequency || shared.r !== r || shared.a !== a || shared.b !== b) {
      const slopeSum = logRisingFactorialSlope(a + b, flips);
      shared.frequency = frequency;
      shared.r = r;
      shared.a = a;
      shared.b = b;
      shared.value =
        logRisingFactorial(r, frequency) + logRisingFactorial(b, flips) - logRisingFactorial(a + b, flips);
      shared.logOdds = flips > 0 ? Math.log(a / (b + flips - 1)) : 0;
      shared.slopeR = logRisingFactorialSlope(r, frequency);
      shared.slopeA = -slopeSum;
      shared.slopeB = logRisingFactorialSlope(b, flips) - slopeSum;
    }
    if (times.alpha !== alpha) {
      times.alpha = alpha;
      times.logAlpha = Math.log(alpha);
      times.age = Number.NaN;
    }
    if (times.age !== age) {
      times.age = age;
      times.logUntil = Math.log(alpha + age);
    }
    const { logAlpha, logUntil } = times;
    const n = r + frequency;
    const logKept = logAlpha - logUntil;
    let value = shared.value + r * logKept - (frequency === 0 ? 0 : frequency * logUntil);
    let slopeR = shared.slopeR + logKept;
    let slopeAlpha = r / alpha - n / (alpha + age);
    let slopeA = shared.slopeA;
    let slopeB = shared.slopeB;
    if (flips > 0) {
      const silence = logUntil - (recency === 0 ? logAlpha : Math.log(alpha + recency));
      const logOdds = shared.logOdds + n * silence;
      const small = Math.exp(-Math.abs(logOdds));
      value += Math.max(0, logOdds) + Math.log(1 + small);
      const left = (logOdds > 0 ? 1 : small) / (1 + small);
      slopeR += left * silence;
      slopeAlpha += left * n * (1 / (alpha + age) - 1 / (alpha + recency));
      slopeA += left / a;
      slopeB -= left / (b + flips - 1);
    }
    slopes[0] = r * slopeR;
    slopes[1] = alpha * slopeAlpha;
    slopes[2] = a * slopeA;
    slopes[3] = b * slopeB;
    return value;
  };
}
