import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerEntries } from '../../../retention/money/ledger-entries.ts';

type Step =
  | { kind: 'redeem'; used: number; back: number }
  | { kind: 'void' }
  | { kind: 'expire' }
  | { kind: 'none' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('redeem' as const), used: fc.nat(100), back: fc.nat(100) }),
  fc.constantFrom({ kind: 'void' as const }, { kind: 'expire' as const }, { kind: 'none' as const }),
);

test('whatever becomes of grants, books balance and accounts hold what a person would count', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), steps)), (grants) => {
      const accounts = new Map<string, number>();
      let reserved = 0;
      let spent = 0;
      const post = (...[kind, budget, amount, used]: Parameters<typeof ledgerEntries>) => {
        const entries = ledgerEntries(kind, budget, amount, used);
        expect(entries.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
        for (const { account, amountCents } of entries)
          accounts.set(account, (accounts.get(account) ?? 0) + amountCents);
      };
      for (const [amount, step] of grants) {
        post('reserve', 'b', amount);
        if (step.kind === 'none') reserved += amount;
        else if (step.kind === 'redeem') {
          const used = Math.floor((amount * step.used) / 100);
          const back = Math.floor((used * step.back) / 100);
          post('redeem', 'b', amount, used);
          post('reverse', 'b', 0, back);
          spent += used - back;
        } else post(step.kind, 'b', amount);
      }
      expect(accounts.get('reserved:b') ?? 0).toBe(reserved);
      expect(accounts.get('spent:b') ?? 0).toBe(spent);
      expect(accounts.get('budget:b') ?? 0).toBe(-reserved - spent || 0);
    }),
  );
});

test('no more is redeemed than was reserved, and no amount is negative or a fraction', () => {
  expect(() => ledgerEntries('redeem', 'b', 100, 101)).toThrow(RangeError);
  expect(() => ledgerEntries('reserve', 'b', -1)).toThrow(RangeError);
  expect(() => ledgerEntries('reserve', 'b', 0.5)).toThrow(RangeError);
});
