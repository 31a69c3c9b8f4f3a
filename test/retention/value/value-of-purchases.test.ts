import { expect, test } from 'vitest';
import { marginOfLines } from '../../../retention/value/margin-of-lines.ts';
import { valueOfPurchases } from '../../../retention/value/value-of-purchases.ts';

test('CLV adds the purchases up, SR weighs the t-th by 1/t', () => {
  // 6000 + 3000 + 1200 + 800; 6000 + 3000/2 + 1200/3 + 800/4
  expect(valueOfPurchases([6000, 3000, 1200, 800])).toEqual({ clvCents: 11_000, srCents: 8100 });
});

test('the order of purchases matters to SR alone', () => {
  expect(valueOfPurchases([800, 1200, 3000, 6000])).toEqual({ clvCents: 11_000, srCents: 3900 });
});

test('nothing bought is worth nothing; a purchase refunded in full keeps its place', () => {
  expect(valueOfPurchases([])).toEqual({ clvCents: 0, srCents: 0 });
  expect(valueOfPurchases([0, 1000])).toEqual({ clvCents: 1000, srCents: 500 });
});

test('SR is rounded once, half up, also where thirds make the half', () => {
  expect(valueOfPurchases([0, 1])).toEqual({ clvCents: 1, srCents: 1 });
  // 1/3 + 1/6 = 1/2
  expect(valueOfPurchases([0, 0, 1, 0, 0, 1]).srCents).toBe(1);
  // 1/7 * 7 and 10/3: rounding each part first would lose two thirds
  expect(valueOfPurchases([0, 0, 10, 0, 0, 4]).srCents).toBe(4);
});

test('margin takes unit costs off, those of returned goods in proportion, and knows an unknown cost by the rate', () => {
  const line = {
    quantity: 2,
    listPriceCents: 5000,
    discountCents: 1000,
    refundCents: 0,
    unitCostCents: 2000,
  };
  // 10000 - 1000 - 4000
  expect(marginOfLines([line], 0.4)).toBe(5000);
  // Half of the 9000 came back, and half of the cost with it: 4500 - 2000.
  expect(marginOfLines([{ ...line, refundCents: 4500 }], 0.4)).toBe(2500);
  expect(marginOfLines([{ ...line, unitCostCents: null }], 0.4)).toBe(3600);
  expect(marginOfLines([{ ...line, unitCostCents: 6000 }], 0.4)).toBe(-3000);
  expect(marginOfLines([], 0.4)).toBe(0);
});
