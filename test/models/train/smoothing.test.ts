import { expect, test } from 'vitest';
import { type BertEncoderOptions, buildBertEncoder } from '../../../models/onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import { weightsOfEncoder } from '../../../models/onnx/weights-of-encoder.ts';
import { openGraph } from '../../../models/runtime/graph-session.ts';
import { smoothingOf } from '../../../models/train/smoothing.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const weights = new Map(tinyWeights('smoothing'));
/** Trained encoders have such channels, and their weights make little of them. */
const loud = 5;
for (let layer = 0; layer < tinyShape.layers; layer++) {
  const norm = `encoder.layer.${layer}.attention.output.LayerNorm.weight`;
  const { shape, data } = weights.get(norm)!;
  weights.set(norm, { shape, data: data.map((value, i) => (i === loud ? 40 * value : value)) });
}
const texts = Array.from({ length: 12 }, (_, text) =>
  Int32Array.from({ length: 6 + text }, (_, i) => (7 * text + 11 * i) % 50),
);
const unseen = Int32Array.of(0, 17, 5, 49, 33, 8, 2);

async function sentenceBy(options: Partial<BertEncoderOptions>, from = weights): Promise<Float32Array> {
  const model = buildBertEncoder(from, tinyShape, {
    precision: 'int8',
    masked: false,
    attention: 'fused',
    output: 'sentence',
    ...options,
  });
  const session = await openGraph(model);
  const data = BigInt64Array.from(unseen, BigInt);
  const { sentence } = await session.run({ input_ids: { shape: [1, unseen.length], data } });
  await session.release();
  return sentence!;
}

function distance(a: Float32Array, b: Float32Array): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

test('an encoder with loud channels is nearer to single precision when they are evened out', async () => {
  const exact = await sentenceBy({ precision: 'fp32' });
  const smoothing = await smoothingOf(weights, tinyShape, texts);
  const plain = distance(await sentenceBy({}), exact);
  const smooth = distance(await sentenceBy({ smoothing }), exact);
  expect(smooth).toBeLessThan(plain / 2);
});

test('the factors of a loud channel are the larger ones, and those of a layer multiply to 1', async () => {
  const smoothing = await smoothingOf(weights, tinyShape, texts);
  const factors = smoothing.get('encoder.layer.0.intermediate.dense')!;
  expect(factors.indexOf(Math.max(...factors))).toBe(loud);
  expect(factors.reduce((sum, factor) => sum + Math.log(factor), 0)).toBeCloseTo(0, 4);
});

test('weights read back from a smoothed encoder are those that went in', async () => {
  const smoothing = await smoothingOf(weights, tinyShape, texts);
  const bytes = encodeOnnx(
    buildBertEncoder(weights, tinyShape, {
      precision: 'int8',
      masked: false,
      attention: 'fused',
      output: 'sentence',
      smoothing,
    }),
  );
  const restored = weightsOfEncoder(decodeOnnx(bytes));
  const exact = await sentenceBy({ precision: 'fp32' });
  const again = await sentenceBy({ precision: 'fp32' }, new Map(restored));
  expect(distance(again, exact)).toBeLessThan(0.05);
});
