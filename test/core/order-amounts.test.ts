import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paidForLine, refundWithTax, splitLine } from '../../core/order-amounts.ts';

test('120 shown at 20 % tax is 100 and 20', () => {
  expect(splitLine(12_000, 1, 0, 20)).toEqual({ listPriceCents: 10_000, discountCents: 0, taxCents: 2_000 });
});

test('10 % off 120 shown at 20 % tax takes 10 off the list price and 2 off the tax', () => {
  expect(splitLine(12_000, 1, 1_200, 20)).toEqual({
    listPriceCents: 10_000,
    discountCents: 1_000,
    taxCents: 1_800,
  });
});

const line = fc
  .record({
    priceCents: fc.integer({ min: 1, max: 50_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    taxPercent: fc.constantFrom(0, 5, 13, 19, 20),
  })
  .map(({ share, ...rest }) => ({ ...rest, off: Math.round(rest.priceCents * rest.quantity * share) }));

test('what is paid for a line is what was shown, to the penny', () => {
  fc.assert(
    fc.property(line, ({ priceCents, quantity, off, taxPercent }) => {
      const amounts = splitLine(priceCents, quantity, off, taxPercent);
      expect(paidForLine(amounts, quantity)).toBe(priceCents * quantity - off);
      expect(amounts.discountCents).toBeGreaterThanOrEqual(0);
      expect(amounts.discountCents).toBeLessThanOrEqual(amounts.listPriceCents * quantity);
    }),
  );
});

test('a line that is refunded in full gives back all that was paid', () => {
  fc.assert(
    fc.property(line, ({ priceCents, quantity, off, taxPercent }) => {
      const amounts = splitLine(priceCents, quantity, off, taxPercent);
      const netCents = amounts.listPriceCents * quantity - amounts.discountCents;
      fc.pre(netCents > 0);
      expect(refundWithTax(amounts, quantity, netCents)).toBe(priceCents * quantity - off);
    }),
  );
});

test('nothing is refunded of a line that cost nothing', () => {
  expect(refundWithTax({ listPriceCents: 1_000, discountCents: 1_000, taxCents: 0 }, 1, 0)).toBe(0);
});
