import { expect, test } from 'vitest';
import { ModelArtefactError } from '../../../core/errors.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { type LogisticModel, logisticToOnnx } from '../../../models/export/linear-to-onnx.ts';
import { VectorScorer } from '../../../models/runtime/vector-scorer.ts';

const model: LogisticModel = {
  features: ['recencyDays', 'orders', 'returns'],
  means: [40, 3, 0.2],
  deviations: [25, 2, 0.5],
  weights: [1.2, -0.7, 0.3],
  bias: -0.4,
  calibration: { slope: 0.8, intercept: 0.1 },
};

function byHand(row: readonly number[]): number {
  const { means, deviations, weights, bias, calibration } = model;
  const logit = row.reduce((sum, x, i) => sum + (weights[i]! * (x - means[i]!)) / deviations[i]!, bias);
  return 1 / (1 + Math.exp(-(calibration!.slope * logit + calibration!.intercept)));
}

test('the exported model says what the formula says', async () => {
  const scorer = await VectorScorer.open(logisticToOnnx(model));
  const random = new SeededRandom('rows');
  const rows = Array.from({ length: 50 }, () => [random.next() * 200, random.nextInt(20), random.nextInt(3)]);
  const scores = await scorer.score(rows);
  for (const [i, row] of rows.entries()) expect(scores[i]).toBeCloseTo(byHand(row), 5);
  expect(scorer.features).toEqual(model.features);
  expect(await scorer.score([])).toHaveLength(0);
  await scorer.close();
});

test('rows of another length are refused', async () => {
  const scorer = await VectorScorer.open(logisticToOnnx(model));
  await expect(scorer.score([[1, 2]])).rejects.toThrow('row 0 has 2 values, the model takes 3');
  await scorer.close();
});

test('a model that does not hold together is refused', () => {
  expect(() => logisticToOnnx({ ...model, means: [1] })).toThrow('means has 1 numbers for 3 features');
  expect(() => logisticToOnnx({ ...model, bias: Number.NaN })).toThrow('not finite');
  expect(() => logisticToOnnx({ ...model, deviations: [1, 0, 1] })).toThrow('not above 0');
});

test('bytes that are no model are a model error', async () => {
  await expect(VectorScorer.open(new TextEncoder().encode('nothing'))).rejects.toThrow(ModelArtefactError);
});
