import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { drawMoney, seedOf } from '../../../retention/money/draw-money.ts';
import type { DrawInputs } from '../../../retention/money/money-decision-record.ts';
import { defaultEvaluation, evaluatePolicy } from '../../../retention/off-policy/evaluate-policy.ts';
import { type LoggedMoneyDecision, moneyLog } from '../../../retention/off-policy/money-log.ts';
import { portableTarget } from '../../../retention/off-policy/portable-target.ts';
import { nothing } from '../../../retention/offers/offer.ts';
import { readPortablePolicy, uniformPolicy } from '../../../retention/policy/read-portable-policy.ts';
import { someFacts, someInputs } from '../money/draw-world.ts';

/** Draws for many shoppers, in two periods each; whoever gets an offer orders with .5, others with .2. */
function decisions(count: number, changes: (i: number) => Partial<DrawInputs> = () => ({})) {
  return Array.from({ length: count }, (_, i): LoggedMoneyDecision => {
    const shopperId = `s${i >> 1}`;
    const start = i % 2 ? '2026-10-04T00:00:00.000Z' : '2026-11-03T00:00:00.000Z';
    const base = someInputs({ shopperId, seed: seedOf('shop', shopperId, start), ...changes(i) });
    const choice = drawMoney(base);
    const bought = new SeededRandom(`bought|${i}`).next() < (choice.action === nothing ? 0.2 : 0.5);
    return {
      id: `d${i}`,
      shopperId,
      record: { version: 1, kind: 'money', inputs: base, choice },
      outcome: bought ? 4_000 : 0,
    };
  });
}
const explores = () => ({ shares: { uniform: 0.5, floor: 0.05 } });

describe('money decisions as a log', () => {
  test('one row a matured draw outside the holdout, with the total probability as propensity', () => {
    const holdout = { ...someInputs().assignment, holdout: true };
    const all = decisions(60, (i) => (i % 10 === 0 ? { assignment: holdout } : {}));
    const young = all.map((decision, i) => (i % 10 === 1 ? { ...decision, outcome: null } : decision));
    const log = moneyLog(
      young,
      young.map((decision) => portableTarget(uniformPolicy, decision)),
    );
    expect(log.rowCount).toBe(48);
    expect(log.actions[0]).toBe(nothing);
    expect(log.clusters.count).toBeLessThanOrEqual(30);
    for (let row = 0; row < log.rowCount; row++) {
      const probabilities = log.logging!.subarray(row * log.actions.length, (row + 1) * log.actions.length);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
      expect(log.propensity[row]).toBeCloseTo(probabilities[log.action[row]!]!, 12);
    }
  });

  test('an exploring log answers for the uniform policy', () => {
    const all = decisions(1_500, explores);
    const log = moneyLog(
      all,
      all.map((decision) => portableTarget(uniformPolicy, decision)),
    );
    const verdict = evaluatePolicy(log, { ...defaultEvaluation, bootstrap: 100 });
    // Six actions, one of them nothing: 5/6 * .5 + 1/6 * .2 = .45, times 4,000.
    expect(verdict.reason).toBeNull();
    expect(verdict.estimators!.dr.lower).toBeLessThan(1_800);
    expect(verdict.estimators!.dr.upper).toBeGreaterThan(1_800);
    expect(verdict.clusters).toBe(750);
  });

  test('a policy for an offer that was closed to most is outside the support', () => {
    const closed = decisions(400, (i) => {
      const inputs = someInputs();
      return {
        ...explores(),
        candidates: inputs.candidates.map((candidate) => ({
          ...candidate,
          rows: i % 4 ? [] : candidate.rows,
        })),
      };
    });
    const offer = someInputs().candidates[0]!.offer.id;
    const log = moneyLog(
      closed,
      closed.map(() => new Map([[offer, 1]])),
    );
    expect(evaluatePolicy(log).refusals.map(({ code }) => code)).toContain('outside_support');
  });
});

describe('a policy file on a money decision', () => {
  const [decision] = decisions(1);
  const offers = someInputs().candidates.map(({ offer }) => offer.id);
  const constant = (action: string) =>
    readPortablePolicy(
      { format: 'mainstay-policy-1', actions: [nothing, ...offers], rule: { kind: 'constant', action } },
      'p.json',
    );

  test('reads the facts that rules read', () => {
    const policy = readPortablePolicy(
      {
        format: 'mainstay-policy-1',
        actions: [nothing, offers[0]],
        features: [{ column: 'churnRisk' }],
        rule: {
          kind: 'tree',
          tree: [{ feature: 0, threshold: 0.5, left: 1, right: 2 }, { value: 0 }, { value: 1 }],
        },
      },
      'p.json',
    );
    expect(portableTarget(policy, decision!).get(offers[0]!)).toBe(1);
    const calm = decisions(1, () => ({ facts: { ...someFacts, churnRisk: 0.1 } }))[0]!;
    expect(portableTarget(policy, calm).get(nothing)).toBe(1);
  });

  test('gives nothing where its action was not open, or where none of its actions exist', () => {
    const closed = decisions(1, () => ({
      candidates: someInputs().candidates.map((candidate) => ({ ...candidate, rows: [] })),
    }))[0]!;
    expect(portableTarget(constant(offers[1]!), decision!).get(offers[1]!)).toBe(1);
    expect(portableTarget(constant(offers[1]!), closed).get(nothing)).toBe(1);
    const foreign = readPortablePolicy(
      { format: 'mainstay-policy-1', actions: ['x'], rule: { kind: 'constant', action: 'x' } },
      'p.json',
    );
    expect([...portableTarget(foreign, decision!)]).toEqual([[nothing, 1]]);
  });
});
