import { describe, expect, test } from 'vitest';
import { clustersOf } from '../../../retention/numerics/cluster-bootstrap.ts';
import type { BanditLog } from '../../../retention/off-policy/bandit-log.ts';
import { estimatorNames } from '../../../retention/off-policy/estimators.ts';
import { defaultEvaluation, evaluatePolicy } from '../../../retention/off-policy/evaluate-policy.ts';
import { loggedWorld } from './logged-world.ts';

const quick = { ...defaultEvaluation, bootstrap: 100 };

describe('a sound log is answered', () => {
  test('the truth lies in the intervals about as often as they say', () => {
    const worlds = Array.from({ length: 30 }, (_, i) => loggedWorld(`world ${i}`));
    const verdicts = worlds.map(({ log, truth }) => ({ truth, ...evaluatePolicy(log, quick) }));
    for (const name of estimatorNames) {
      const covered = verdicts.filter(({ truth, estimators }) => {
        const { lower, upper } = estimators![name];
        return lower <= truth && truth <= upper;
      });
      // 95 % of 30 is 28.5; 24 or fewer would happen once in a hundred.
      expect([name, covered.length >= 25]).toEqual([name, true]);
    }
  });

  test('the same seed gives the same verdict, another one other intervals', () => {
    const { log } = loggedWorld('seeds');
    expect(evaluatePolicy(log, quick)).toEqual(evaluatePolicy(log, quick));
    const other = evaluatePolicy(log, { ...quick, seed: 'other' });
    expect(other.estimators!.snips.estimate).toBe(evaluatePolicy(log, quick).estimators!.snips.estimate);
    expect(other.estimators!.snips.lower).not.toBe(evaluatePolicy(log, quick).estimators!.snips.lower);
  });

  test('the policy that made the log has weights of 1 and is worth the mean outcome', () => {
    const { log } = loggedWorld('itself');
    const target = new Float64Array(log.rowCount * 3);
    for (let i = 0; i < log.rowCount; i++) {
      const x = log.context[i]!;
      target.set([0.3, 0.2 + 0.3 * x, 0.5 - 0.3 * x], i * 3);
    }
    const verdict = evaluatePolicy({ ...log, target }, quick);
    expect(verdict.meanWeight).toBeCloseTo(1, 12);
    expect(verdict.effectiveSampleSize).toBeCloseTo(1_000, 6);
    expect(verdict.estimators!.snips.estimate).toBeCloseTo(verdict.logged!.estimate, 12);
    expect(verdict.difference!.snips.upper).toBeCloseTo(0, 12);
  });

  test('rows of one shopper count as one: five copies of everybody narrow no interval', () => {
    const once = evaluatePolicy(loggedWorld('copies', { shoppers: 600 }).log, quick);
    const copies = loggedWorld('copies', { shoppers: 600, rowsEach: 5, like: 1 }).log;
    const clustered = evaluatePolicy(copies, quick);
    const naive = evaluatePolicy({ ...copies, clusters: clustersOf(null, copies.rowCount) }, quick);
    const width = ({ estimators }: typeof once) => estimators!.snips.upper - estimators!.snips.lower;
    expect(width(clustered)).toBeGreaterThan(0.75 * width(once));
    expect(width(naive)).toBeLessThan(0.6 * width(clustered));
    expect(clustered.effectiveClusters).toBeLessThan(clustered.effectiveSampleSize);
  });
});

describe('an unsound log is refused', () => {
  const { log } = loggedWorld('refusals');
  const refused = (part: Partial<BanditLog>) => {
    const verdict = evaluatePolicy({ ...log, ...part }, quick);
    expect(verdict.refused).toBe(true);
    expect(verdict.estimators).toBeNull();
    expect(verdict.reason).toContain(verdict.refusals[0]!.text);
    return verdict.refusals.map(({ code }) => code);
  };

  test('propensities that are not those that actions were drawn with', () => {
    expect(refused({ propensity: log.propensity.map((p) => p / 2) })).toEqual(['mean_weight']);
    expect(refused({ propensity: log.propensity.map((p) => Math.min(1, p * 1.5)) })).toEqual(['mean_weight']);
  });

  test('an outcome that never varies', () => {
    expect(refused({ reward: new Float64Array(log.rowCount) })).toEqual(['constant_outcome']);
  });

  test('a policy that does what the log never does', () => {
    const actions = [...log.actions, 'never'];
    const target = new Float64Array(log.rowCount * 4);
    for (let i = 0; i < log.rowCount; i++) {
      target.set(
        log.target.subarray(3 * i, 3 * i + 3).map((p) => 0.93 * p),
        4 * i,
      );
      target[4 * i + 3] = 0.07;
    }
    expect(refused({ actions, target })).toEqual(['outside_support']);
  });

  test('a policy that does what the known probabilities rule out, though another row took it', () => {
    const logging = new Float64Array(log.rowCount * 3).fill(1 / 3);
    for (let i = 0; i < log.rowCount; i += 4) logging[3 * i + 1] = 0;
    expect(refused({ logging })).toContain('outside_support');
  });

  test('few rows that carry all the weight', () => {
    const propensity = log.propensity.slice();
    const rare = log.action.indexOf(1);
    propensity[rare] = 1e-4;
    expect(refused({ propensity })).toContain('effective_sample');
  });

  test('few shoppers that carry all the weight', () => {
    const names = Array.from({ length: log.rowCount }, (_, i) => String(i % 60));
    const verdict = refused({ clusters: clustersOf(names, log.rowCount) });
    expect(verdict).toEqual(['effective_sample']);
  });

  test('a handful of rows', () => {
    expect(refused(loggedWorld('small', { shoppers: 15 }).log)).toContain('too_few_rows');
  });

  test('a propensity outside (0, 1] is the caller’s error', () => {
    for (const wrong of [0, -0.1, 1.1, Number.NaN])
      expect(() => evaluatePolicy({ ...log, propensity: log.propensity.map(() => wrong) })).toThrow(
        RangeError,
      );
  });
});
