import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountOf } from '../../../retention/money/discount-of.ts';

const lines = fc.array(
  fc.record({
    productId: fc.string(),
    quantity: fc.integer({ min: 1, max: 9 }),
    unitPriceCents: fc.nat(100_000),
  }),
  { minLength: 1, maxLength: 8 },
);

test('a percentage is spread over the lines to the cent, never above its cap or a line', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 100 }), fc.nat(50_000), (cart, percent, maximumCents) => {
      const terms = { kind: 'percent' as const, percent, perkPoints: null, maximumCents };
      const discount = discountOf(terms, cart, 499);
      const sum = discount.lineDiscountCents.reduce((a, b) => a + b, 0);
      expect(sum).toBe(discount.costCents);
      expect(sum).toBeLessThanOrEqual(maximumCents);
      discount.lineDiscountCents.forEach((off, i) => {
        expect(off).toBeGreaterThanOrEqual(0);
        expect(off).toBeLessThanOrEqual(cart[i]!.quantity * cart[i]!.unitPriceCents);
      });
    }),
  );
});

test('10 % of 59.90 and 40.05 is 10.00, spread by what each line costs', () => {
  const cart = [
    { productId: 'a', quantity: 1, unitPriceCents: 5_990 },
    { productId: 'b', quantity: 1, unitPriceCents: 4_005 },
  ];
  const terms = { kind: 'percent' as const, percent: 10, perkPoints: null, maximumCents: 2_000 };
  expect(discountOf(terms, cart, 499)).toEqual({
    lineDiscountCents: [599, 401],
    shippingDiscountCents: 0,
    perkPoints: 0,
    costCents: 1_000,
  });
});

test('free shipping takes off shipping up to its cap; a perk takes off nothing and costs its cap', () => {
  const cart = [{ productId: 'a', quantity: 2, unitPriceCents: 1_000 }];
  const free = { kind: 'free_shipping' as const, percent: null, perkPoints: null, maximumCents: 800 };
  expect(discountOf(free, cart, 1_200)).toMatchObject({ shippingDiscountCents: 800, costCents: 800 });
  const perk = { kind: 'perk' as const, percent: null, perkPoints: 300, maximumCents: 300 };
  expect(discountOf(perk, cart, 1_200)).toMatchObject({
    lineDiscountCents: [0],
    perkPoints: 300,
    costCents: 300,
  });
});
