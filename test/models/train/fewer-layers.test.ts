import { expect, test } from 'vitest';
import { fewerLayers } from '../../../models/train/fewer-layers.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const shape = { ...tinyShape, layers: 12 };
const weights = tinyWeights('layers', shape);
const tensor = (of: ReadonlyMap<string, unknown>, layer: number) =>
  of.get(`encoder.layer.${layer}.attention.self.query.weight`);

test.each([
  [6, [1, 3, 5, 7, 9, 11]],
  [8, [1, 2, 4, 5, 7, 8, 10, 11]],
  [1, [11]],
])('%i of twelve layers are evenly spaced, the last one among them', (layers, kept) => {
  const fewer = fewerLayers({ weights, shape }, layers);
  expect(fewer.shape).toEqual({ ...shape, layers });
  expect(kept.map((_, place) => tensor(fewer.weights, place))).toEqual(
    kept.map((layer) => tensor(weights, layer)),
  );
  expect(tensor(fewer.weights, layers)).toBeUndefined();
  expect(fewer.weights.get('embeddings.word_embeddings.weight')).toBe(
    weights.get('embeddings.word_embeddings.weight'),
  );
});

test('all of them is the same encoder; more than there are is refused', () => {
  expect(fewerLayers({ weights, shape }, 12).weights).toBe(weights);
  expect(() => fewerLayers({ weights, shape }, 13)).toThrow('the encoder has 12 layers; 13 are more');
});
