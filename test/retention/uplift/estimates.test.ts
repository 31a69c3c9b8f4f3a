import { describe, expect, test } from 'vitest';
import { heterogeneousWorlds, makeWorld } from '../../../bench/uplift/worlds.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { clustersOf } from '../../../retention/numerics/cluster-bootstrap.ts';
import { foldsByCluster } from '../../../retention/numerics/folds-by-cluster.ts';
import { meanByCluster } from '../../../retention/numerics/mean-by-cluster.ts';
import { addScores } from '../../../retention/uplift/doubly-robust-scores.ts';
import { fitRidge } from '../../../retention/uplift/fit-ridge.ts';
import { treesRegressor } from '../../../retention/uplift/fit-trees.ts';
import { metaLearners } from '../../../retention/uplift/meta-learners.ts';
import type { Fitted } from '../../../retention/uplift/regressor.ts';
import { rowsWhere } from '../../../retention/uplift/rows-where.ts';
import { transformedOutcome, transformedOutcomeGain } from '../../../retention/uplift/transformed-outcome.ts';
import { upliftBands } from '../../../retention/uplift/uplift-bands.ts';
import { upliftCalibration } from '../../../retention/uplift/uplift-calibration.ts';
import { upliftStandardErrors } from '../../../retention/uplift/uplift-standard-errors.ts';

const { trial, truth } = makeWorld(heterogeneousWorlds['spend, linear']!, 5000, 'estimates');
const uplift = truth[1]!.map((value, row) => value - truth[0]![row]!);
const all = rowsWhere(5000, () => true);
const half = rowsWhere(5000, (row) => row < 2500);
const foldOf = foldsByCluster(trial.clusters, 3, new SeededRandom('estimates'));

test('doubly robust scores: the expected outcome, and the error over the propensity where it was seen', () => {
  const two = {
    ...trial,
    columns: [Float64Array.of(0, 0)],
    action: Uint8Array.of(0, 1),
    outcome: Float64Array.of(5, 1),
    propensity: Float64Array.of(0.5, 0.25),
    cost: [0, 0.5],
  };
  const level = (value: number): Fitted => ({
    predict: (_, rows) => new Float64Array(rows.length).fill(value),
    form: { kind: 'linear', score: { intercept: value, weights: [0] } },
  });
  const into = [new Float64Array(2), new Float64Array(2)];
  addScores(two, Uint32Array.of(0, 1), [level(4), level(2)], into);
  expect(into).toEqual([Float64Array.of(4 + 1 / 0.5, 4), Float64Array.of(2 - 0.5, 2 + -1 / 0.25 - 0.5)]);
});

describe.each([
  ['linear', fitRidge],
  ['trees', treesRegressor('test', 1)],
] as const)('%s', (_, regressor) => {
  test.each(Object.keys(metaLearners) as (keyof typeof metaLearners)[])(
    'the %s-learner finds who gains, on rows that it had not seen',
    (name) => {
      const learnt = metaLearners[name]({ trial, rows: half, action: 1, control: 0, regressor, foldOf });
      const rest = rowsWhere(5000, (row) => row >= 2500);
      const predicted = learnt(trial.columns, rest);
      // One linear model with the action among its inputs has the same uplift for everybody.
      if (name === 's' && regressor === fitRidge) {
        expect(deviation(predicted)).toBeLessThan(1e-9);
        return;
      }
      const true_ = Float64Array.from(rest, (row) => uplift[row]!);
      expect(correlation(predicted, true_)).toBeGreaterThan(0.5);
    },
  );
});

test('closed and bootstrapped standard errors of the linear DR-learner agree', () => {
  const learn = (rows: Uint32Array) =>
    metaLearners.dr({ trial, rows, action: 1, control: 0, regressor: fitRidge, foldOf });
  const asked = { columns: trial.columns, rows: Uint32Array.from({ length: 40 }, (_, row) => row) };
  const errors = upliftStandardErrors(learn, all, trial.clusters, asked, new SeededRandom('refits'), 60);
  const predicted = learn(all)(asked.columns, asked.rows);
  const held = errors.filter((error, i) => Math.abs(predicted[i]! - uplift[i]!) < 1.96 * error).length;
  expect(held).toBeGreaterThan(30);
  expect(errors.reduce((sum, error) => sum + error, 0) / 40).toBeGreaterThan(0.03);
  expect(errors.reduce((sum, error) => sum + error, 0) / 40).toBeLessThan(0.15);
});

test('calibration: the truth has slope 1, half of it slope 2, noise slope 0', () => {
  const scores = uplift.map((value, row) => value + Math.sin(row * 12.9898) * 2);
  const slope = (predicted: Float64Array) => upliftCalibration(predicted, scores, trial.clusters.ofRow).slope;
  expect(Math.abs(slope(uplift).estimate - 1)).toBeLessThan(3 * slope(uplift).standardError);
  expect(slope(uplift.map((value) => value / 2)).estimate).toBeCloseTo(2 * slope(uplift).estimate, 9);
  expect(Math.abs(slope(uplift.map((_, row) => Math.cos(row * 78.233))).estimate)).toBeLessThan(0.1);
  expect(slope(new Float64Array(5000)).estimate).toBe(0);
  const { bins } = upliftCalibration(uplift, scores, trial.clusters.ofRow);
  expect(bins).toHaveLength(5);
  expect(bins[0]!.predicted).toBeGreaterThan(bins[4]!.predicted);
});

test('Qini bands: the truth orders well, noise does not, rows of one shopper widen them', () => {
  const rows = { outcome: trial.outcome, treated: trial.action };
  const good = upliftBands({ ...rows, uplift }, trial.clusters, new SeededRandom('a'));
  expect(good.qini.lower).toBeGreaterThan(0);
  expect(good.curve).toHaveLength(10);
  const noise = uplift.map((_, row) => Math.cos(row * 78.233));
  const bad = upliftBands({ ...rows, uplift: noise }, trial.clusters, new SeededRandom('a'));
  expect(bad.qini.lower).toBeLessThan(0);
  expect(bad.qini.upper).toBeGreaterThan(0);
  const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)];
  const doubled = { outcome: twice(rows.outcome), treated: twice(rows.treated), uplift: twice(uplift) };
  const shoppers = clustersOf(
    doubled.outcome.map((_, row) => String(row % 5000)),
    10_000,
  );
  const apart = upliftBands(doubled, clustersOf(null, 10_000), new SeededRandom('a')).qini;
  const together = upliftBands(doubled, shoppers, new SeededRandom('a')).qini;
  expect((together.upper - together.lower) / (apart.upper - apart.lower)).toBeGreaterThan(1.2);
});

test('transformed outcome: its mean is the difference of means, the truth beats the average', () => {
  const share = trial.action.reduce((sum, action) => sum + action, 0) / 5000;
  const transformed = transformedOutcome(trial.outcome, trial.action, new Float64Array(5000).fill(share));
  const meanOf = (action: number) => {
    const own = trial.outcome.filter((_, row) => trial.action[row] === action);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  };
  expect(transformed.reduce((sum, value) => sum + value, 0) / 5000).toBeCloseTo(meanOf(1) - meanOf(0), 9);
  expect(transformedOutcomeGain(uplift, transformed)).toBeLessThan(0);
  expect(
    transformedOutcomeGain(
      uplift.map((value) => -value),
      transformed,
    ),
  ).toBeGreaterThan(0);
});

test('transformed outcome: unequal shares, weighted by the inverse propensity, say what equal ones do', () => {
  // By hand: six rows of two kinds, y without and with the action 0 and 1 (kind A), 0 and 5 (kind B); a third of
  // each kind treated, so weights 3 and 1.5 and half of the weight on either side. Mean effect 3, so that knowing the
  // effect of each kind takes its variance, (2^2 + 2^2) / 2 = 4, off the squared error.
  const kinds = [1, 5].flatMap((effect) => [
    { y: effect, treated: 1, effect },
    { y: 0, treated: 0, effect },
    { y: 0, treated: 0, effect },
  ]);
  const weights = kinds.map(({ treated }) => (treated ? 3 : 1.5));
  const transformed = transformedOutcome(
    kinds.map(({ y }) => y),
    kinds.map(({ treated }) => treated),
    new Float64Array(6).fill(0.5),
  );
  const effects = kinds.map(({ effect }) => effect);
  expect(transformedOutcomeGain(effects, transformed, weights)).toBeCloseTo(-4, 12);
});

test('the mean of rows that come in pairs is as unsure as that of half as many', () => {
  const values = Float64Array.of(1, 4, 2, 8, 5);
  const single = meanByCluster(values, [0, 1, 2, 3, 4]);
  // Sample standard deviation 2.738613 over the square root of 5.
  expect(single.standardError).toBeCloseTo(1.2247449, 6);
  const pairs = meanByCluster(Float64Array.from([...values, ...values]), [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
  expect(pairs.standardError).toBeCloseTo(single.standardError, 12);
  expect(meanByCluster(values, [7, 7, 7, 7, 7]).lower).toBe(Number.NEGATIVE_INFINITY);
  expect(meanByCluster(new Float64Array(), []).estimate).toBe(0);
});

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  const products = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / a.length;
  return products / (deviation(a) * deviation(b));
}
