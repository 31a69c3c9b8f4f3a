import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Offer } from '../../../retention/offers/offer.ts';
import { expectedSr } from '../../../retention/policy/expected-sr.ts';
import { offerScorer } from '../../../retention/policy/offer-scorer.ts';
import { defaultPriors } from '../../../retention/policy/priors.ts';
import { withFloor } from '../../../retention/policy/with-floor.ts';
import { anyFacts, someFacts } from '../money/draw-world.ts';

const averages = { meanOrderCents: 6_000, meanShippingCents: 499 };
const prices = { lambda: 0.1, mu: 0.1 };
const perk = (maximumCents: number): Offer => ({
  id: 'perk',
  kind: 'perk',
  name: { en: 'perk', zh: 'perk' },
  percent: null,
  perkPoints: 300,
  maximumCents,
  validityDays: 30,
  version: 1,
});
const percent = (value: number, maximumCents: number): Offer => ({
  ...perk(maximumCents),
  id: 'percent',
  kind: 'percent',
  percent: value,
  perkPoints: null,
});

describe('scores', () => {
  test('the same offer at more cost never scores higher', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(5_000), fc.nat(5_000), (facts, cost, more) => {
        const score = offerScorer(facts, averages, prices, defaultPriors);
        expect(score(perk(cost + more)).score).toBeLessThanOrEqual(score(perk(cost)).score + 1e-9);
      }),
    );
  });

  test('a higher price of budget never raises a score, and nothing is NaN', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.integer({ min: 1, max: 100 }),
        fc.nat(5_000),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (facts, value, cap, mu) => {
          const offer = percent(value, cap);
          const cheap = offerScorer(facts, averages, { lambda: 0.1, mu }, defaultPriors)(offer);
          const dear = offerScorer(facts, averages, { lambda: 0.1, mu: mu + 0.5 }, defaultPriors)(offer);
          expect(dear.score).toBeLessThanOrEqual(cheap.score + 1e-9);
          for (const part of Object.values(cheap)) expect(part).toSatisfy(Number.isFinite);
        },
      ),
    );
  });

  test('the expected cost never exceeds the cap', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 100 }), fc.nat(5_000), (facts, value, cap) => {
        const { costCents } = offerScorer(facts, averages, prices, defaultPriors)(percent(value, cap));
        expect(costCents).toBeLessThanOrEqual(cap + 1e-9);
      }),
    );
  });

  test('a discount for those who come anyway loses margin; for the undecided it gains', () => {
    const at = (churnRisk: number) =>
      offerScorer({ ...someFacts, churnRisk }, averages, prices, defaultPriors)(percent(10, 2_000))
        .deltaCents;
    expect(at(0.05)).toBeLessThan(0);
    expect(at(0.6)).toBeGreaterThan(0);
  });

  test('one score worked out by hand', () => {
    // r = 1/8: p0 = 1 - (1/8)^(30/90) = .5; low risk halves the elasticity: odds x exp(2.1 x .5 x .1) = 1.110711;
    // p1 = .526224; redemptions = .55 x .5 + .026224 = .301224; cost = .301224 x 10.00;
    // delta = .026224 x 100.00 x .5 - 3.01224.
    const facts = { ...someFacts, churnRisk: 0.125, meanOrderCents: 10_000, marginRate: 0.5 };
    const { costCents, deltaCents } = offerScorer(facts, averages, prices, defaultPriors)(percent(10, 2_000));
    expect(costCents).toBeCloseTo(301.22, 1);
    expect(deltaCents).toBeCloseTo(-170.1, 1);
  });

  test('a risk over another horizon is the same belief at the same rate', () => {
    // .5 over 90 days is .5^(1/3) = .7937 over 30 and .5^2 = .25 over 180.
    const at = (churnRisk: number, churnHorizonDays?: number) =>
      offerScorer(
        { ...someFacts, churnRisk, ...(churnHorizonDays && { churnHorizonDays }) },
        averages,
        prices,
        defaultPriors,
      )(percent(10, 2_000)).score;
    expect(at(0.5 ** (1 / 3), 30)).toBeCloseTo(at(0.5), 9);
    expect(at(0.25, 180)).toBeCloseTo(at(0.5), 9);
  });
});

test('SR of Poisson purchases equals the sum over outcomes', () => {
  // E[sum over k <= N of b/k] = b x E[H_N], summed over N with Poisson weights.
  for (const mean of [0, 0.2, 1, 3.7]) {
    let expected = 0;
    let weight = Math.exp(-mean);
    let harmonic = 0;
    for (let n = 0; n <= 80; n++) {
      if (n > 0) {
        weight *= mean / n;
        harmonic += 1 / n;
      }
      expected += weight * harmonic * 5_000;
    }
    expect(expectedSr(mean, 5_000, 0)).toBeCloseTo(expected, 3);
  }
  expect(expectedSr(1, 5_000, 250)).toBeCloseTo(expectedSr(1, 5_000, 0) - 250, 9);
});

test('the floor is given to all and the rest keeps its proportions', () => {
  const mixed = withFloor([0.5, 0.3, 0.2, 0], 0.02);
  [0.48, 0.296, 0.204, 0.02].forEach((value, i) => {
    expect(mixed[i]).toBeCloseTo(value, 12);
  });
  expect(() => withFloor([0.5, 0.5], 0.6)).toThrow(RangeError);
});
