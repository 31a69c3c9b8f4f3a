import { describe, expect, test } from 'vitest';
import { estimate } from '../../../retention/off-policy/estimators.ts';

// Twelve rows, and what the Open Bandit Pipeline (obp 0.5.5) makes of them: its InverseProbabilityWeighting,
// SelfNormalizedInverseProbabilityWeighting, DirectMethod, DoublyRobust, SelfNormalizedDoublyRobust,
// SwitchDoublyRobust(lambda_=1.2) and DoublyRobustWithShrinkage(lambda_=1.5).
const propensity = [0.322, 0.455, 0.463, 0.715, 0.486, 0.652, 0.347, 0.727, 0.437, 0.564, 0.254, 0.325];
const target = [0.146, 0.176, 0.178, 0.265, 0.875, 0.295, 0.338, 0.272, 0.405, 0.467, 0.211, 0.442];
const reward = Float64Array.of(0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0);
const weights = Float64Array.from(target, (p, i) => p / propensity[i]!);
const expected = {
  ofDrawn: Float64Array.of(
    0.627,
    0.602,
    0.608,
    0.752,
    0.831,
    0.519,
    0.137,
    0.299,
    0.554,
    0.572,
    0.348,
    0.531,
  ),
  ofTarget: Float64Array.of(
    0.460554,
    0.64658,
    0.270784,
    0.602861,
    0.762832,
    0.706155,
    0.49991,
    0.261938,
    0.30648,
    0.415853,
    0.246481,
    0.626937,
  ),
};
const shrinkage = { switchAbove: 1.2, lambda: 1.5 };

describe('estimators', () => {
  test('are those of the Open Bandit Pipeline', () => {
    const found = estimate(reward, weights, expected, shrinkage);
    expect(found.ips).toBeCloseTo(0.5152545485634672, 12);
    expect(found.snips).toBeCloseTo(0.6763443626975598, 12);
    expect(found.dm).toBeCloseTo(0.4839470833333333, 12);
    expect(found.dr).toBeCloseTo(0.582185353208638, 12);
    expect(found.sndr).toBeCloseTo(0.612898686412951, 12);
    expect(found.switchDr).toBeCloseTo(0.6170095575982127, 12);
    expect(found.drOs).toBeCloseTo(0.5392501416799186, 12);
  });

  test('without a limit both shrinking estimators are plain DR, with none left they are DM', () => {
    const infinity = Number.POSITIVE_INFINITY;
    const plain = estimate(reward, weights, expected, { switchAbove: infinity, lambda: infinity });
    expect(plain.switchDr).toBe(plain.dr);
    expect(plain.drOs).toBe(plain.dr);
    const none = estimate(reward, weights, expected, { switchAbove: 0, lambda: 0 });
    expect(none.switchDr).toBe(none.dm);
    expect(none.drOs).toBe(none.dm);
  });

  test('a row that counts twice counts as two rows', () => {
    const rows = [0, 0, 3, 5, 5, 5, 8];
    const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
    const multiplicity = new Float64Array(12);
    for (const row of rows) multiplicity[row]! += 1;
    const counted = estimate(reward, weights, expected, shrinkage, multiplicity);
    const repeated = estimate(
      pick(reward),
      pick(weights),
      { ofDrawn: pick(expected.ofDrawn), ofTarget: pick(expected.ofTarget) },
      shrinkage,
    );
    for (const [name, value] of Object.entries(repeated))
      expect(counted[name as keyof typeof counted]).toBeCloseTo(value, 12);
  });
});
