import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyState, servingResponse } from '../../../retention/exploration/serving-response.ts';
import { drawMoney, seedOf } from '../../../retention/money/draw-money.ts';
import { replay } from '../../../retention/money/replay.ts';
import { anyInputs, someFacts, someInputs } from './draw-world.ts';

describe('every draw', () => {
  test('probabilities sum to 1, respect the floor, and what is masked has none', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { actions, action, propensity } = drawMoney(inputs);
        const total = actions.reduce((sum, { probability }) => sum + probability, 0);
        expect(total).toBeCloseTo(1, 9);
        for (const { masks, probability, policyProbability } of actions) {
          if (masks.length > 0) expect([probability, policyProbability]).toEqual([0, 0]);
          else if (!inputs.assignment.holdout) {
            expect(policyProbability).toBeGreaterThanOrEqual(inputs.shares.floor - 1e-12);
            expect(probability).toBeGreaterThanOrEqual(
              inputs.shares.floor * (1 - inputs.shares.uniform) - 1e-12,
            );
          }
        }
        const drawn = actions.find(({ offerId }) => offerId === action)!;
        expect(drawn.masks).toEqual([]);
        expect(propensity).toBeCloseTo(drawn.probability, 12);
        expect(propensity).toBeGreaterThan(0);
        expect(propensity).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  test('the holdout draws nothing, surely', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const held = drawMoney({ ...inputs, assignment: { ...inputs.assignment, holdout: true } });
        expect(held).toMatchObject({ slice: 'holdout', action: 'nothing', propensity: 1 });
      }),
    );
  });

  test('a record that went through JSON gives the same choice', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const stored = JSON.parse(JSON.stringify({ version: 1, kind: 'money', inputs }));
        expect(JSON.stringify(replay(stored))).toBe(JSON.stringify(drawMoney(inputs)));
      }),
    );
  });

  test('an offer that the budget cannot pay in full is never drawn', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { action } = drawMoney(inputs);
        const left = inputs.budget.limitCents - inputs.budget.reservedCents - inputs.budget.spentCents;
        const offer = inputs.candidates.find((candidate) => candidate.offer.id === action)?.offer;
        if (offer) expect(offer.maximumCents).toBeLessThanOrEqual(inputs.budget.open ? left : -1);
      }),
    );
  });
});

describe.each(['single-best', 'value-weighted'] as const)('frequencies under %s', (id) => {
  test('match the logged propensities', () => {
    const draws = 20_000;
    const base = someInputs();
    const policy = { ...base.policy, id };
    const counts = new Map<string, number>();
    let uniform = 0;
    for (let i = 0; i < draws; i++) {
      const { action, slice } = drawMoney({
        ...base,
        policy,
        seed: seedOf('shop', `shopper-${i}`, '2026-11-03'),
      });
      counts.set(action, (counts.get(action) ?? 0) + 1);
      if (slice === 'uniform') uniform++;
    }
    const { actions } = drawMoney({ ...base, policy });
    const chiSquare = actions.reduce((sum, { offerId, probability }) => {
      const expected = probability * draws;
      return sum + ((counts.get(offerId) ?? 0) - expected) ** 2 / expected;
    }, 0);
    // 6 actions: the .999 quantile of chi-square with 5 degrees of freedom.
    expect(actions).toHaveLength(6);
    expect(chiSquare).toBeLessThan(20.515);
    // 5 % +- 4 standard deviations of a binomial.
    expect(Math.abs(uniform / draws - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / draws));
  });
});

test('other facts can give another choice', () => {
  const choices = [0.1, 0.5, 0.9].map((churnRisk) =>
    drawMoney(someInputs({ facts: { ...someFacts, churnRisk } })).actions.map(
      ({ probability }) => probability,
    ),
  );
  expect(new Set(choices.map((choice) => JSON.stringify(choice))).size).toBe(3);
});

test('one best action is the same for everybody to whom it is open', () => {
  const inputs = someInputs();
  const policy = { ...inputs.policy, id: 'single-best' as const };
  const bestFor = (churnRisk: number, meanOrderCents: number) => {
    const { actions } = drawMoney({ ...inputs, policy, facts: { ...someFacts, churnRisk, meanOrderCents } });
    return actions.toSorted((a, b) => b.policyProbability - a.policyProbability)[0]!.offerId;
  };
  expect(new Set([bestFor(0.05, 500), bestFor(0.5, 6_000), bestFor(0.95, 90_000)]).size).toBe(1);
});

test('priors that this version does not have are refused, not guessed', () => {
  const inputs = someInputs();
  expect(() => drawMoney({ ...inputs, policy: { ...inputs.policy, priors: 'priors-0' } })).toThrow(
    /priors-0/,
  );
});

test('records from before draws explored come out digit for digit as they were logged then', () => {
  const choices = Array.from({ length: 200 }, (_, i) => {
    const base = someInputs();
    return drawMoney(
      someInputs({
        seed: `old ${i}`,
        facts: { ...someFacts, churnRisk: (i % 10) / 10, orderCount: i % 7, meanOrderCents: 3_000 + 100 * i },
        assignment: { ...base.assignment, holdout: i % 20 === 0 },
        policy:
          i % 2 === 0 ? base.policy : { id: 'single-best', version: 'single-best-1', priors: 'priors-1' },
        budget: { ...base.budget, reservedCents: 498_000 + 10 * i },
      }),
    );
  });
  // Of the same inputs drawn by the version before (commit 6007a25).
  expect(createHash('sha256').update(JSON.stringify(choices)).digest('hex')).toBe(
    '7045ad8bfec6f4a6f204b2596c29a0c3fbc46601b7c5f0426c9b9b194ace338e',
  );
});

test('exploring keeps the propensities: they sum to 1, hold the floors, and draws come as often as they say', () => {
  const learned = servingResponse(emptyState('linear'), 'a', 0);
  const inputs = (seed: string) =>
    someInputs({ seed, learned, shares: { uniform: 0.1, floor: 0.02, explore: 0.4 } });
  const { actions } = drawMoney(inputs('any'));
  expect(actions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
  for (const { thompsonProbability, probability } of actions) {
    expect(thompsonProbability).toBeGreaterThanOrEqual(0.02 - 1e-12);
    expect(probability).toBeGreaterThanOrEqual(0.1 / actions.length);
  }
  const drawn = new Map<string, number>();
  const slices = new Map<string, number>();
  const times = 20_000;
  for (let i = 0; i < times; i++) {
    const { action, slice } = drawMoney(inputs(`draw ${i}`));
    drawn.set(action, (drawn.get(action) ?? 0) + 1);
    slices.set(slice, (slices.get(slice) ?? 0) + 1);
  }
  for (const { offerId, probability } of actions)
    expect(Math.abs((drawn.get(offerId) ?? 0) / times - probability)).toBeLessThan(
      4.5 * Math.sqrt((probability * (1 - probability)) / times),
    );
  expect(slices.get('thompson')! / times).toBeCloseTo(0.4, 1);
});

describe('a learnt chooser', () => {
  const chosen = (changes: Parameters<typeof someInputs>[0]) =>
    drawMoney(
      someInputs({
        policy: { id: 'chooser', version: 'chooser-1', priors: 'priors-1' },
        chooser: {
          version: 3,
          gains: { nothing: 0, 'percent-10': 700, 'free-shipping': 650, 'percent-5': -40 },
        },
        prices: { lambda: 0, mu: 0 },
        shares: { uniform: 0.1, floor: 0.02 },
        ...changes,
      }),
    ).actions.reduce((a, b) => (b.policyProbability > a.policyProbability ? b : a));
  const { candidates } = someInputs();
  const without = (...closed: string[]) =>
    candidates.map((candidate) =>
      closed.includes(candidate.offer.id) ? { ...candidate, rows: [] } : candidate,
    );

  test('gives what it expects most of, with floor and uniform share exactly as logged', () => {
    const best = chosen({});
    expect(best.offerId).toBe('percent-10');
    expect(best.policyProbability).toBeCloseTo(1 - 5 * 0.02, 12);
    expect(best.probability).toBeCloseTo(0.1 / 6 + 0.9 * 0.9, 12);
  });

  test('takes prices off first', () => {
    const { costCents, srLossCents } = chosen({});
    expect(costCents).toBeGreaterThan(0);
    expect(chosen({ prices: { lambda: 0, mu: 2_000 / costCents } }).offerId).toBe('nothing');
    // It adds SR, which a price of SR pays for.
    expect(srLossCents).toBeLessThan(0);
  });

  test('what is closed gives way to the next best, and offers it never saw are left alone', () => {
    expect(chosen({ candidates: without('percent-10') }).offerId).toBe('free-shipping');
    expect(chosen({ candidates: without('percent-10', 'free-shipping') }).offerId).toBe('nothing');
  });

  test('where it knows none of the open offers, or none was learnt, one action serves for everybody', () => {
    const single = (changes: Parameters<typeof someInputs>[0]) =>
      chosen({ policy: { id: 'single-best', version: 'single-best-1', priors: 'priors-1' }, ...changes });
    const closed = { candidates: without('percent-10', 'free-shipping', 'percent-5') };
    expect(chosen(closed)).toEqual(single(closed));
    const none = someInputs();
    const drawn = drawMoney({ ...none, policy: { id: 'chooser', version: 'chooser-1', priors: 'priors-1' } });
    const plain = drawMoney({
      ...none,
      policy: { id: 'single-best', version: 'single-best-1', priors: 'priors-1' },
    });
    expect(drawn).toEqual(plain);
  });
});
