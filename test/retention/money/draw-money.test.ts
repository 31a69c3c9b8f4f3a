import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
