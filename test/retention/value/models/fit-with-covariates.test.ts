import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { fitWithCovariates } from '../../../../retention/value/models/fit-with-covariates.ts';
import { purchaseModels } from '../../../../retention/value/models/purchase-models.ts';
import { simulatedShoppers } from '../simulated-shoppers.ts';

const n = 4000;
const random = new SeededRandom('covariates');
const channel = { name: 'channel', values: Float64Array.from({ length: n }, () => random.nextInt(2)) };
const discount = {
  name: 'discount share',
  values: Float64Array.from({ length: n }, () => 0.6 * random.next()),
};
/** Those from the channel buy 1.65 times as often; discounts of .6 make them leave 1.8 times as readily. */
const [buying, leaving] = [0.5, 1];

describe.each([
  ['mbgnbd', [0.8, 8, 0.6, 2.5]],
  ['paretonbd', [0.8, 8, 1.2, 40]],
] as const)('%s', (name, truth) => {
  const model = purchaseModels[name];
  const made = simulatedShoppers({
    model: name,
    n,
    longest: 104,
    seed: `covariates ${name}`,
    parameters(i) {
      const own: number[] = [...truth];
      own[1]! *= Math.exp(-buying * channel.values[i]!);
      if (name === 'mbgnbd') own[2]! *= Math.exp(leaving * discount.values[i]!);
      else own[3]! *= Math.exp(-leaving * discount.values[i]!);
      return own;
    },
  });
  const fit = fitWithCovariates(model, made, [channel, discount]);

  test('finds what was put in, within three standard errors, and nothing where nothing was', () => {
    const expected = [
      { buying, leaving: 0 },
      { buying: 0, leaving },
    ];
    fit.effects.forEach((effect, j) => {
      for (const what of ['buying', 'leaving'] as const) {
        const { coefficient, standardError } = effect[what];
        expect(
          Math.abs(coefficient - expected[j]![what]) / standardError,
          `${effect.name}, ${what}`,
        ).toBeLessThan(3);
      }
    });
    const { coefficient, standardError } = fit.effects[0]!.buying;
    expect(coefficient / standardError).toBeGreaterThan(5);
  });

  test('the parameters are those of a shopper without any', () => {
    model.parameters.forEach((parameter, i) => {
      const off = Math.abs(fit.parameters[parameter]! - truth[i]!) / fit.standardErrors[parameter]!;
      expect(off, parameter).toBeLessThan(3);
    });
  });

  test('the likelihood ratio tells them from noise', () => {
    const { statistic, degreesOfFreedom, pValue } = fit.likelihoodRatio;
    expect(degreesOfFreedom).toBe(4);
    // With four degrees of freedom the tail is exp(-x / 2) (1 + x / 2), far below what 1 - cdf could tell from 0.
    expect(statistic).toBeGreaterThan(80);
    expect(pValue / (Math.exp(-statistic / 2) * (1 + statistic / 2))).toBeCloseTo(1, 9);
    const noise = { name: 'noise', values: Float64Array.from({ length: n }, () => random.next()) };
    expect(fitWithCovariates(model, made, [noise]).likelihoodRatio.pValue).toBeGreaterThan(0.01);
  });
});

describe('refusals', () => {
  const made = simulatedShoppers({
    model: 'mbgnbd',
    parameters: [0.8, 8, 0.6, 2.5],
    n: 200,
    longest: 104,
    seed: 'refused',
  });
  test.each([
    ['constant', made.age.map(() => 3), /is 3 for every shopper/],
    ['the outcome', made.frequency.map((x) => 2 * x + 1), /is the frequency itself/],
    ['NaN', made.age.map((_, i) => (i === 4 ? Number.NaN : i)), /row 5: covariate "c" is NaN/],
  ])('%s', (_, values, sentence) => {
    expect(() => fitWithCovariates(purchaseModels.mbgnbd, made, [{ name: 'c', values }])).toThrow(sentence);
  });

  test('two that say the same', () => {
    const one = Float64Array.from({ length: 200 }, (_, i) => i % 7);
    const twice = [
      { name: 'one', values: one },
      { name: 'two', values: one.map((value) => 3 * value - 1) },
    ];
    expect(() => fitWithCovariates(purchaseModels.mbgnbd, made, twice)).toThrow(/flat in some direction/);
  });
});
