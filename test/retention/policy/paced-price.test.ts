import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { pacedPrice } from '../../../retention/policy/paced-price.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const price = fc.double({ min: 0, max: 5, noNaN: true });

test('on pace it is the planned price; ahead it rises and behind it falls', () => {
  const budget = { limitCents: 10_000, reservedCents: 0, spentCents: 5_000 };
  expect(pacedPrice(0.1, budget, 0.5)).toBeCloseTo(0.1, 12);
  // A twentieth of the budget ahead: (0.1 + 0.1) e - 0.1.
  expect(pacedPrice(0.1, budget, 0.45)).toBeCloseTo(0.443656, 6);
  expect(pacedPrice(0.1, budget, 0.55)).toBe(0);
  expect(pacedPrice(0, budget, 0.45)).toBeCloseTo(0.171828, 6);
  // Three tenths of what is reserved count as used.
  expect(pacedPrice(0.1, { ...budget, spentCents: 2_000, reservedCents: 10_000 }, 0.5)).toBeCloseTo(0.1, 12);
  expect(pacedPrice(0.1, { ...budget, limitCents: 0 }, 0.5)).toBe(0.1);
});

test('more used never makes it cheaper, later never dearer, and it is never negative', () => {
  fc.assert(
    fc.property(price, share, share, share, share, (mu, a, b, c, d) => {
      const budget = (used: number) => ({ limitCents: 1, reservedCents: 0, spentCents: used });
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const [early, late] = [Math.min(c, d), Math.max(c, d)];
      expect(pacedPrice(mu, budget(more), early)).toBeGreaterThanOrEqual(pacedPrice(mu, budget(less), early));
      expect(pacedPrice(mu, budget(less), late)).toBeLessThanOrEqual(pacedPrice(mu, budget(less), early));
      expect(pacedPrice(mu, budget(a), c)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('it is the multiplicative step of mirror descent, taken once per decision, in closed form', () => {
  const random = new SeededRandom('steps');
  const [limit, decisions] = [50_000, 200];
  let stepped = 0.3;
  let used = 0;
  for (let t = 1; t <= decisions; t++) {
    const cost = random.nextInt(400);
    used += cost;
    // eta (cost - rho) with rho the even share of a decision and eta = 20 / limit.
    stepped = (stepped + 0.1) * Math.exp((20 / limit) * (cost - limit / decisions)) - 0.1;
    const closed = pacedPrice(0.3, { limitCents: limit, reservedCents: 0, spentCents: used }, t / decisions);
    expect(closed).toBeCloseTo(Math.max(0, stepped), 9);
  }
});
