import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { allocate, allocateIfPossible } from '../../../retention/allocation/allocate.ts';
import type { Allocation, AllocationProblem } from '../../../retention/allocation/allocation-problem.ts';
import { tableOptimum, triedOptimum } from '../../support/exact-allocation.ts';

/** Quarters of a cent, which floating point adds without rounding: what is within a limit is within it exactly. */
const cents = (min: number, max: number) => fc.integer({ min: 4 * min, max: 4 * max }).map((n) => n / 4);

/** Up to six shoppers with up to three options, one to three budgets, with and without a limit of SR loss. */
const anyProblem: fc.Arbitrary<AllocationProblem> = fc.integer({ min: 1, max: 3 }).chain((budgets) =>
  fc.record({
    shoppers: fc.array(
      fc.array(
        fc.record({
          deltaCents: cents(-300, 1_000),
          srLossCents: cents(-200, 300),
          costsCents: fc.array(cents(0, 500), { minLength: budgets, maxLength: budgets }),
        }),
        { maxLength: 3 },
      ),
      { maxLength: 6 },
    ),
    budgetsCents: fc.array(cents(0, 1_500), { minLength: budgets, maxLength: budgets }),
    srLossLimitCents: fc.option(cents(0, 200)),
  }),
);

/** The same with a gain of SR demanded. */
const anyDemand = fc
  .record({ problem: anyProblem, gain: cents(1, 400) })
  .map(({ problem, gain }) => ({ ...problem, srLossLimitCents: -gain }));

/** What a choice adds up to, reckoned here. */
function sumsOf({ shoppers, budgetsCents }: AllocationProblem, { choice }: Allocation) {
  const chosen = shoppers.flatMap((options, i) => (choice[i] === -1 ? [] : [options[choice[i]!]!]));
  return {
    delta: chosen.reduce((sum, option) => sum + option.deltaCents, 0),
    loss: chosen.reduce((sum, option) => sum + option.srLossCents, 0),
    costs: budgetsCents.map((_, k) => chosen.reduce((sum, option) => sum + option.costsCents[k]!, 0)),
  };
}

describe('properties', () => {
  test('it is the optimum, never over a limit, and its sums and its bound are true', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const found = allocate(problem);
        const { delta, loss, costs } = sumsOf(problem, found);
        expect(found.deltaCents).toBeCloseTo(delta, 6);
        expect(found.srLossCents).toBeCloseTo(loss, 6);
        costs.forEach((cost, k) => {
          expect(cost).toBeLessThanOrEqual(problem.budgetsCents[k]! + 1e-5);
        });
        if (problem.srLossLimitCents !== null)
          expect(loss).toBeLessThanOrEqual(problem.srLossLimitCents + 1e-5);
        const optimum = triedOptimum(problem);
        expect(found.proven).toBe(true);
        expect(Math.abs(found.deltaCents - optimum)).toBeLessThan(1e-4);
        expect(found.boundCents).toBeGreaterThan(optimum - 1e-4);
        const plain = allocate(problem, { effort: 'prices' });
        expect(plain.deltaCents).toBeLessThanOrEqual(optimum + 1e-4);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a demanded gain of SR is reached at the least cost of margin, or refused', () => {
    let reached = 0;
    fc.assert(
      fc.property(anyDemand, (problem) => {
        const optimum = triedOptimum(problem);
        const found = allocateIfPossible(problem);
        if (optimum === Number.NEGATIVE_INFINITY) expect(found).toBeNull();
        if (!found) return;
        reached++;
        expect(sumsOf(problem, found).loss).toBeLessThanOrEqual(problem.srLossLimitCents + 1e-5);
        expect(Math.abs(found.deltaCents - optimum)).toBeLessThan(1e-4);
      }),
      { numRuns: 500 },
    );
    expect(reached).toBeGreaterThan(20);
  });

  test('more of a budget, or more SR that may be lost, never makes it worse', () => {
    fc.assert(
      fc.property(anyProblem, fc.nat(), cents(0, 500), (problem, which, more) => {
        const k = which % problem.budgetsCents.length;
        const wider = {
          ...problem,
          budgetsCents: problem.budgetsCents.map((limit, at) => (at === k ? limit + more : limit)),
          srLossLimitCents: problem.srLossLimitCents === null ? null : problem.srLossLimitCents + more,
        };
        expect(allocate(wider).deltaCents).toBeGreaterThanOrEqual(allocate(problem).deltaCents - 1e-4);
      }),
    );
  });

  test('an option that costs more never makes it better', () => {
    fc.assert(
      fc.property(anyProblem, fc.nat(), cents(0, 500), (problem, which, more) => {
        const dearer = {
          ...problem,
          shoppers: problem.shoppers.map((options, i) =>
            i !== which % problem.shoppers.length
              ? options
              : options.map((option) => ({
                  ...option,
                  costsCents: option.costsCents.map((cost) => cost + more),
                })),
          ),
        };
        expect(allocate(dearer).deltaCents).toBeLessThanOrEqual(allocate(problem).deltaCents + 1e-4);
      }),
    );
  });

  test('the order of the shoppers changes nothing', () => {
    fc.assert(
      fc.property(anyProblem, fc.string(), (problem, seed) => {
        const shuffled = new SeededRandom(seed).shuffle(problem.shoppers);
        expect(allocate({ ...problem, shoppers: shuffled }).deltaCents).toBeCloseTo(
          allocate(problem).deltaCents,
          4,
        );
      }),
    );
  });
});

function planted(n: number, seed: string, srLimit: number | null): AllocationProblem {
  const random = new SeededRandom(seed);
  return {
    shoppers: Array.from({ length: n }, () =>
      Array.from({ length: 4 }, () => {
        const cost = 1 + random.nextInt(40);
        return {
          deltaCents: cost * (0.5 + random.next()),
          srLossCents: random.nextInt(7) - 3,
          costsCents: [cost],
        };
      }),
    ),
    budgetsCents: [n * 6],
    srLossLimitCents: srLimit,
  };
}

test.each([10, 50, 200, 500])(
  '%i shoppers and one budget: at least 99.7 percent of the optimum of a table',
  (n) => {
    for (let run = 0; run < 5; run++) {
      const problem = planted(n, `one-${n}-${run}`, null);
      const optimum = tableOptimum(problem);
      const { deltaCents, boundCents } = allocate(problem);
      expect(deltaCents).toBeLessThanOrEqual(optimum + 1e-6);
      expect(boundCents).toBeGreaterThanOrEqual(optimum - 1e-6);
      expect(deltaCents / optimum).toBeGreaterThanOrEqual(0.997);
    }
  },
);

test.each([10, 50])('%i shoppers, a budget and no SR to lose: at least 99.7 percent of the optimum', (n) => {
  const problem = planted(n, `two-${n}`, 0);
  const optimum = tableOptimum(problem);
  expect(allocate(problem).deltaCents / optimum).toBeGreaterThanOrEqual(0.997);
});

test('2,000 shoppers: at least 99.7 % of the bound, and so of the optimum', () => {
  const { deltaCents, boundCents } = allocate(planted(2_000, 'many', 200));
  expect(deltaCents / boundCents).toBeGreaterThanOrEqual(0.997);
});

describe('the ends', () => {
  const option = { deltaCents: 5, srLossCents: 1, costsCents: [3] };
  test('nobody, nothing to give, no money: nothing is given', () => {
    expect(allocate({ shoppers: [], budgetsCents: [5], srLossLimitCents: 0 })).toMatchObject({
      choice: [],
      deltaCents: 0,
      proven: true,
    });
    expect(allocate({ shoppers: [[]], budgetsCents: [5], srLossLimitCents: 0 }).choice).toEqual([-1]);
    expect(allocate({ shoppers: [[option]], budgetsCents: [0], srLossLimitCents: null }).choice).toEqual([
      -1,
    ]);
    expect(allocate({ shoppers: [[option]], budgetsCents: [3], srLossLimitCents: 0 }).choice).toEqual([-1]);
  });

  test('no budget and no limit: everybody gets the best for them', () => {
    const free = { ...option, costsCents: [] };
    expect(
      allocate({ shoppers: [[free, { ...free, deltaCents: 9 }]], budgetsCents: [], srLossLimitCents: null })
        .choice,
    ).toEqual([1]);
  });

  test('a figure that is none is refused with its place', () => {
    const bad = (changes: object) => () =>
      allocate({ shoppers: [[option], [{ ...option, ...changes }]], budgetsCents: [5], srLossLimitCents: 0 });
    expect(bad({ deltaCents: Number.NaN })).toThrow(/shopper 2, option 1: delta and SR loss/);
    expect(bad({ costsCents: [-1] })).toThrow(/shopper 2, option 1 costs -1/);
    expect(bad({ costsCents: [] })).toThrow(/0 costs for 1 budgets/);
    expect(() => allocate({ shoppers: [], budgetsCents: [-1], srLossLimitCents: 0 })).toThrow(
      /budget 1 is -1/,
    );
    expect(() => allocate({ shoppers: [], budgetsCents: [], srLossLimitCents: Number.NaN })).toThrow(
      /limit of SR loss is NaN/,
    );
  });
});
