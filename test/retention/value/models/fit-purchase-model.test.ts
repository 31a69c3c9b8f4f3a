import { describe, expect, test } from 'vitest';
import { fitPurchaseModel } from '../../../../retention/value/models/fit-purchase-model.ts';
import { purchaseModels } from '../../../../retention/value/models/purchase-models.ts';
import type { PurchaseHistories } from '../../../../retention/value/purchase-histories.ts';
import { simulatedShoppers } from '../simulated-shoppers.ts';

const { bgnbd } = purchaseModels;

/** x, t_x, T of each. */
function histories(...rows: readonly (readonly [number, number, number])[]): PurchaseHistories {
  return {
    frequency: Float64Array.from(rows, ([x]) => x),
    recency: Float64Array.from(rows, ([, last]) => last),
    age: Float64Array.from(rows, ([, , age]) => age),
  };
}

const rows = (count: number, row: readonly [number, number, number]) =>
  Array.from({ length: count }, () => row);

describe.each([
  ['bgnbd', [0.5, 8, 0.8, 2.5]],
  ['mbgnbd', [0.8, 8, 0.8, 2.5]],
  ['paretonbd', [0.6, 8, 0.8, 20]],
] as const)('%s on shoppers made by it', (name, truth) => {
  const model = purchaseModels[name];
  const made = simulatedShoppers({
    model: name,
    parameters: truth,
    n: 3000,
    longest: 104,
    seed: `value ${name}`,
  });
  const fit = fitPurchaseModel(model, made);

  test('finds the parameters within three standard errors', () => {
    model.parameters.forEach((parameter, i) => {
      const off = Math.abs(fit.parameters[parameter]! - truth[i]!) / fit.standardErrors[parameter]!;
      expect(off, `${parameter} ${fit.parameters[parameter]}`).toBeLessThan(3);
    });
  });

  test('all starts agree on a maximum, and moving from it is worse', () => {
    expect(fit.convergence).toMatchObject({ converged: true, startsAgreeing: model.starts(1).length });
    const row = model.rowLikelihood();
    const likelihood = (factor: number) => {
      const moved = model.parameters.map(
        (parameter, i) => fit.parameters[parameter]! * (i === 0 ? factor : 1),
      );
      let sum = 0;
      for (let i = 0; i < made.age.length; i++)
        sum += row(made.frequency[i]!, made.recency[i]!, made.age[i]!, moved, new Float64Array(4));
      return sum;
    };
    expect(likelihood(1)).toBeCloseTo(fit.logLikelihood, 5);
    expect(likelihood(1.02)).toBeLessThan(fit.logLikelihood);
    expect(likelihood(0.98)).toBeLessThan(fit.logLikelihood);
  });

  test('another unit of time changes the times alone', () => {
    const days = {
      frequency: made.frequency,
      recency: made.recency.map((value) => 7 * value),
      age: made.age.map((value) => 7 * value),
    };
    const inDays = fitPurchaseModel(model, days).parameters;
    expect(inDays.r! / fit.parameters.r!).toBeCloseTo(1, 5);
    expect(inDays.alpha! / fit.parameters.alpha!).toBeCloseTo(7, 4);
  });
});

describe('refusals', () => {
  const usual = [
    ...rows(30, [0, 0, 30]),
    ...rows(15, [1, 12, 30]),
    ...rows(6, [2, 20, 31]),
    ...rows(3, [5, 29, 30]),
  ];

  test.each([
    ['one customer', histories([3, 10, 20]), 'few_shoppers', /one shopper cannot carry/],
    ['nobody', histories(), 'few_shoppers', /0 shoppers cannot/],
    ['all zero', histories(...rows(50, [0, 0, 30])), 'few_repeat_buyers', /no shopper has bought twice/],
    [
      'too few repeat buyers',
      histories(...rows(50, [0, 0, 30]), [1, 3, 9]),
      'few_repeat_buyers',
      /only 1 of 51/,
    ],
    ['all alike', histories(...rows(50, [2, 10, 30])), 'all_alike', /same frequency, recency and age/],
    [
      'no silence',
      histories(...usual.map(([x, last]) => [x, last, last] as const)),
      'no_silence',
      /end of observation/,
    ],
    ['recency above age', histories(...usual, [1, 31, 30]), 'bad_row', /row 55: recency 31 is above age/],
    ['negative age', histories(...usual, [0, 0, -1]), 'bad_row', /row 55: age \(T\) is -1/],
    ['negative recency', histories([1, -2, 3], ...usual), 'bad_row', /row 1: recency is -2/],
    ['NaN', histories(...usual, [Number.NaN, 0, 3]), 'bad_row', /row 55: frequency is NaN/],
    ['half a purchase', histories(...usual, [1.5, 1, 3]), 'bad_row', /whole number/],
    ['recency without a repeat', histories(...usual, [0, 2, 3]), 'bad_row', /without a repeat purchase/],
    ['repeat without recency', histories(...usual, [2, 0, 3]), 'bad_row', /repeat purchases happen after/],
  ])('%s', (_, data, reason, sentence) => {
    expect(() => fitPurchaseModel(bgnbd, data)).toThrow(sentence);
    expect(() => fitPurchaseModel(bgnbd, data)).toThrow(expect.objectContaining({ reason }));
  });

  test('a parameter that runs to its boundary', () => {
    // Everybody buys like a clock and stays: neither rates nor leaving differ.
    const clocks = histories(
      ...Array.from({ length: 40 }, (_, i) => [20 + (i % 2), 20 + (i % 2), 20.5 + (i % 2)] as const),
    );
    expect(() => fitPurchaseModel(bgnbd, clocks)).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/boundary|not_identified|not_converged/) }),
    );
  });

  test('where nobody leaves, the sentence says so', () => {
    // Poisson purchases over the whole time: a beta distribution of leaving shrinks to nothing.
    const made = simulatedShoppers({
      model: 'bgnbd',
      parameters: [1, 10, 1e-6, 5],
      n: 400,
      longest: 104,
      seed: 'nobody leaves',
    });
    expect(() => fitPurchaseModel(bgnbd, made)).toThrow(
      /a runs to \S+, as hardly anybody is seen to leave; a weak prior/,
    );
  });

  test('a row is called as the caller calls it', () => {
    const nameRow = (row: number) => `line ${row + 2} of shoppers.csv`;
    expect(() => fitPurchaseModel(bgnbd, histories([1, 31, 30]), { nameRow })).toThrow(
      /^line 2 of shoppers.csv/,
    );
  });

  test('with a prior three shoppers suffice, and stay near it', () => {
    const prior = { means: [0.24, 4.4, 0.8, 2.4].map(Math.log), deviations: [0.3, 0.3, 0.3, 0.3] };
    const fit = fitPurchaseModel(bgnbd, histories([0, 0, 30], [2, 11, 30], [1, 4, 12]), { prior });
    expect(fit.parameters.r).toBeGreaterThan(0.15);
    expect(fit.parameters.r).toBeLessThan(0.5);
  });
});
