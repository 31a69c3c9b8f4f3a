import { describe, expect, test } from 'vitest';
import { fitRewardModel, meanOf, type RewardModelShape } from '../../../retention/off-policy/reward-model.ts';

// scikit-learn 1.x on the same rows: LogisticRegression(C=1/0.7) and Ridge(alpha=0.7) on [x, one-hot action] and, with
// interactions, one-hot action times x; predictions at x = (0.2, -0.3) for each action.
const rows = someRows();
const at = Float64Array.of(1, 0.2, -0.3);
const once = new Float64Array(60).fill(1);

function predictions(shape: Omit<RewardModelShape, 'penalty'>, weights = once): number[] {
  const model = fitRewardModel(rows, weights, { ...shape, penalty: 0.7 });
  return [0, 1, 2].map((action) => meanOf(model, at, action));
}

describe('reward model', () => {
  test.each([
    ['logit', 'interactions', [0.4283887237927144, 0.7230511284780836, 0.4885435183135103]],
    ['logit', 'additive', [0.4327630443051349, 0.698686121943013, 0.4583789201384786]],
    ['identity', 'interactions', [0.4361478627410565, 0.7832205512151227, 0.5501284979833301]],
    ['identity', 'additive', [0.45645988776722607, 0.7549854041914719, 0.48841724623332644]],
  ] as const)('%s, %s: as scikit-learn', (link, effects, expected) => {
    for (const [i, value] of predictions({ link, effects }).entries())
      expect(value).toBeCloseTo(expected[i]!, 5);
  });

  test('weighted rows: as scikit-learn with sample_weight 0, 1, 2, 0, 1, 2, ...', () => {
    const weights = Float64Array.from({ length: 60 }, (_, i) => i % 3);
    const found = predictions({ link: 'logit', effects: 'interactions' }, weights);
    for (const [i, value] of [0.47066982771041643, 0.7213560137012303, 0.40985252180065923].entries())
      expect(found[i]).toBeCloseTo(value, 5);
  });

  test('an action without rows is expected to do as the others do', () => {
    const wider = { ...rows, actionCount: 4 };
    const model = fitRewardModel(wider, once, { link: 'logit', effects: 'interactions', penalty: 0.7 });
    expect(Array.from(model.own.slice(9))).toEqual([0, 0, 0]);
  });

  test('no rows at all, and one value only, give a model of finite numbers', () => {
    const shape = { link: 'logit', effects: 'interactions', penalty: 1 } as const;
    const empty = fitRewardModel(rows, new Float64Array(60), shape);
    expect(meanOf(empty, at, 0)).toBe(0.5);
    const ones = fitRewardModel({ ...rows, reward: once }, once, shape);
    expect(meanOf(ones, at, 0)).toBeGreaterThan(0.99);
  });
});

/** The rows that scikit-learn was given: a linear congruential generator, so that both languages draw the same. */
function someRows() {
  let state = 1;
  const next = () => {
    state = Number((BigInt(state) * 1_103_515_245n + 12_345n) % 2_147_483_648n);
    return state / 2_147_483_648;
  };
  const context = new Float64Array(120);
  const action = new Int32Array(60);
  const reward = new Float64Array(60);
  for (let i = 0; i < 60; i++) {
    const [u, v, c] = [next(), next(), next()];
    context.set([u - 0.5, v - 0.5], 2 * i);
    action[i] = Math.floor(c * 3);
    reward[i] = Number(next() < 0.3 + 0.4 * u * Number(action[i] === 1));
  }
  return { rowCount: 60, actionCount: 3, context, width: 2, action, reward };
}
