import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { SoldLineAt } from '../../../retention/price/product-weeks.ts';
import { suggestPrices } from '../../../retention/price/suggest-prices.ts';
import { pricedWorld } from './priced-world.ts';

describe('elasticities of a world with known truth', () => {
  const { lines, truth } = pricedWorld('elasticities');
  const report = suggestPrices(lines, 0.4);
  const answered = report.products.filter(({ elasticity }) => elasticity !== null);
  const errors = (of: (product: (typeof answered)[number]) => number) =>
    Math.sqrt(
      answered.reduce((sum, one) => sum + (of(one) - truth.get(one.product)!) ** 2, 0) / answered.length,
    );

  test('lie in their intervals about as often as those say', () => {
    expect(answered).toHaveLength(40);
    const inside = (of: (product: (typeof answered)[number]) => { lower: number; upper: number }) =>
      answered.filter((one) => {
        const { lower, upper } = of(one);
        const value = truth.get(one.product)!;
        return lower <= value && value <= upper;
      }).length;
    // 38 of 40 are expected; 33 or fewer once in a hundred.
    expect(inside(({ own }) => own!)).toBeGreaterThanOrEqual(34);
    expect(inside(({ elasticity }) => elasticity!)).toBeGreaterThanOrEqual(34);
  });

  test('are nearer to the truth after shrinking, and their mean and scatter are found', () => {
    expect(errors(({ elasticity }) => elasticity!.estimate)).toBeLessThan(errors(({ own }) => own!.estimate));
    const values = [...truth.values()];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const { spread } = report;
    expect(Math.abs(spread!.mean - mean)).toBeLessThan(3 * spread!.standardErrorOfMean);
    expect(spread!.deviation).toBeGreaterThan(0.2);
    expect(spread!.deviation).toBeLessThan(1.1);
  });

  test('where all products answer alike, nothing of a product’s own noise is left', () => {
    const alike = suggestPrices(pricedWorld('alike', { scatter: 0 }).lines, 0.4);
    expect(alike.spread!.deviation).toBeLessThan(0.35);
    for (const { elasticity } of alike.products)
      expect(Math.abs(elasticity!.estimate + 1.8)).toBeLessThan(0.8);
  });
});

describe('suggestions', () => {
  test('raise the price where demand hardly answers it, lower it where it answers strongly', () => {
    const stiff = suggestPrices(
      pricedWorld('stiff', { elasticity: -0.4, scatter: 0.1, perWeek: 40 }).lines,
      0.4,
    );
    const raised = stiff.products.filter(({ suggestion, price }) => suggestion && suggestion.price > price);
    expect(raised.length).toBeGreaterThan(15);
    expect(stiff.products.some(({ suggestion, price }) => suggestion && suggestion.price < price)).toBe(
      false,
    );
    const keen = suggestPrices(pricedWorld('keen', { elasticity: -4, scatter: 0.1, perWeek: 40 }).lines, 0.4);
    const lowered = keen.products.filter(({ suggestion, price }) => suggestion && suggestion.price < price);
    expect(lowered.length).toBeGreaterThan(15);
    expect(keen.products.some(({ suggestion, price }) => suggestion && suggestion.price > price)).toBe(false);
  });

  test('stay in the range that was seen, and their gain’s interval is above zero', () => {
    const report = suggestPrices(pricedWorld('range', { elasticity: -0.4, perWeek: 40 }).lines, 0.4);
    expect(report.suggested).toBeGreaterThan(0);
    for (const { suggestion, lowestPrice, highestPrice, price } of report.products) {
      if (!suggestion) continue;
      expect(Math.abs(suggestion.price / price - 1)).toBeLessThan(0.1 + 1e-9);
      expect(suggestion.gainLower).toBeGreaterThan(0);
      expect(suggestion.price).toBeGreaterThanOrEqual(lowestPrice - 1e-9);
      expect(suggestion.price).toBeLessThanOrEqual(highestPrice + 1e-9);
    }
  });

  test('are right: the truth gains margin at nearly every one of them', () => {
    const { lines, truth } = pricedWorld('right', { elasticity: -1, scatter: 0.8, perWeek: 40 });
    const suggested = suggestPrices(lines, 0.4).products.filter(({ suggestion }) => suggestion);
    const gains = suggested.map(({ product, suggestion, price, unitCost }) => {
      const at = (p: number) => (p - unitCost) * (p / price) ** truth.get(product)!;
      return at(suggestion!.price) - at(price);
    });
    expect(suggested.length).toBeGreaterThan(5);
    expect(gains.filter((gain) => gain > 0).length / gains.length).toBeGreaterThan(0.9);
  });

  test('a cost that is not known is said to be assumed', () => {
    const lines = pricedWorld('costless', { products: 6 }).lines.map((line) => ({ ...line, unitCost: null }));
    const [first] = suggestPrices(lines, 0.25).products;
    expect(first!.costAssumed).toBe(true);
    expect(first!.unitCost).toBeCloseTo(first!.price * 0.75, 9);
  });
});

describe('what cannot be said is refused', () => {
  test('prices that never moved', () => {
    const report = suggestPrices(pricedWorld('still', { moves: false, products: 8 }).lines, 0.4);
    expect(report.answered).toBe(0);
    expect(report.spread).toBeNull();
    for (const { refusal, elasticity, curve, suggestion } of report.products) {
      expect(refusal!.code).toBe('price_never_moved');
      expect([elasticity, curve, suggestion]).toEqual([null, null, null]);
    }
  });

  test('few weeks, few purchases, one step of the price', () => {
    const codes = (lines: SoldLineAt[]) =>
      suggestPrices(lines, 0.4).products.map(({ refusal }) => refusal!.code);
    expect(codes(pricedWorld('short', { products: 1, weeks: 8 }).lines)).toEqual(['too_few_weeks']);
    expect(codes(pricedWorld('rare', { products: 1, weeks: 30, perWeek: 0.5 }).lines)).toEqual([
      'too_few_purchases',
    ]);
    const step = pricedWorld('step', { products: 1, weeks: 14, perWeek: 10, moves: false }).lines;
    const last = Math.max(...step.map(({ at }) => at));
    const stepped = step.map((line) => ({
      ...line,
      unitPrice: line.at > last - 6 * 7 * 86_400_000 ? 1.2 * line.unitPrice : line.unitPrice,
    }));
    expect(codes(stepped)).toEqual(['too_few_spells']);
    expect(suggestPrices([], 0.4)).toEqual({
      products: [],
      spread: null,
      answered: 0,
      refused: 0,
      suggested: 0,
    });
  });

  test('a price that depends on who buys: its changes say nothing', () => {
    const random = new SeededRandom('mixed');
    const mixed = pricedWorld('mixed', { products: 1 }).lines.map((line) => ({
      ...line,
      unitPrice: random.next() < 0.4 ? 2 * line.unitPrice : line.unitPrice,
    }));
    expect(suggestPrices(mixed, 0.4).products.map(({ refusal }) => refusal!.code)).toEqual(['many_prices']);
  });

  test('bulk buyers who pay less are not taken for demand that answers the price', () => {
    const random = new SeededRandom('bulk');
    const { lines } = pricedWorld('bulk', { products: 12, elasticity: -1, scatter: 0 });
    const withBulk = lines.map((line) =>
      random.next() < 0.15 ? { ...line, quantity: 60, unitPrice: line.unitPrice * 0.8 } : line,
    );
    const report = suggestPrices(withBulk, 0.4);
    expect(Math.abs(report.spread!.mean + 1)).toBeLessThan(0.35);
  });
});
