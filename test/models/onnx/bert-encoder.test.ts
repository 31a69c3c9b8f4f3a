import ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { type BertEncoderOptions, buildBertEncoder } from '../../../models/onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import { bertShapeOf, weightsOfEncoder } from '../../../models/onnx/weights-of-encoder.ts';
import { referenceSentence } from '../reference-bert.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const weights = tinyWeights('encoder');
const tokens = [0, 17, 5, 49, 33, 8, 2];

async function session(options: Partial<BertEncoderOptions>, from = weights): Promise<ort.InferenceSession> {
  const model = buildBertEncoder(from, tinyShape, {
    precision: 'fp32',
    masked: false,
    attention: 'fused',
    output: 'sentence',
    ...options,
  });
  return ort.InferenceSession.create(encodeOnnx(model), { intraOpNumThreads: 1, logSeverityLevel: 3 });
}

async function sentences(open: ort.InferenceSession, rows: readonly number[][], mask?: readonly number[][]) {
  const dims = [rows.length, rows[0]!.length];
  const tensor = (values: readonly number[][]) =>
    new ort.Tensor('int64', BigInt64Array.from(values.flat(), BigInt), dims);
  const feeds = { input_ids: tensor(rows), ...(mask ? { attention_mask: tensor(mask) } : {}) };
  const data = (await open.run(feeds)).sentence!.data as Float32Array;
  return rows.map((_, i) => [...data.slice(i * tinyShape.hidden, (i + 1) * tinyShape.hidden)]);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function largestGap(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}

test.each([
  ['fused', false],
  ['fused', true],
  ['standard', false],
  ['standard', true],
] as const)(
  'fp32 with %s attention, masked %s, agrees with the forward pass in plain loops',
  async (attention, masked) => {
    const open = await session({ attention, masked });
    const mask = masked ? [tokens.map(() => 1)] : undefined;
    const [sentence] = await sentences(open, [tokens], mask);
    expect(largestGap(sentence!, referenceSentence(weights, tinyShape, tokens))).toBeLessThan(2e-6);
  },
);

test('int8 stays close to fp32', async () => {
  const open = await session({ precision: 'int8' });
  for (const row of [[0, 2], tokens, [0, ...Array.from({ length: 20 }, (_, i) => 3 + i * 2), 2]]) {
    const [sentence] = await sentences(open, [row]);
    expect(cosine(sentence!, referenceSentence(weights, tinyShape, row))).toBeGreaterThan(0.995);
  }
});

test('padding under the mask changes nothing', async () => {
  for (const attention of ['fused', 'standard'] as const) {
    const open = await session({ masked: true, attention });
    const padded = [tokens, [0, 9, 2, 1, 1, 1, 1]];
    const mask = [tokens.map(() => 1), [1, 1, 1, 0, 0, 0, 0]];
    const [, short] = await sentences(open, padded, mask);
    expect(largestGap(short!, referenceSentence(weights, tinyShape, [0, 9, 2]))).toBeLessThan(2e-6);
  }
});

test('an int8 encoder can be written again in another precision', async () => {
  const int8 = encodeOnnx(
    buildBertEncoder(weights, tinyShape, {
      precision: 'int8',
      masked: false,
      attention: 'fused',
      output: 'sentence',
    }),
  );
  const model = decodeOnnx(int8);
  const shape = bertShapeOf(model);
  expect({ ...shape, layerNormEpsilon: 0 }).toEqual({ ...tinyShape, layerNormEpsilon: 0 });
  const restored = weightsOfEncoder(model);
  for (const precision of ['fp32', 'fp16'] as const) {
    const open = await session({ precision, masked: true }, restored);
    const [sentence] = await sentences(open, [tokens], [tokens.map(() => 1)]);
    expect(cosine(sentence!, referenceSentence(weights, tinyShape, tokens))).toBeGreaterThan(0.999);
  }
});

test('missing and misshapen weights are named', () => {
  const options = { precision: 'fp32', masked: false, attention: 'fused', output: 'sentence' } as const;
  const without = new Map(weights);
  without.delete('encoder.layer.1.output.dense.bias');
  expect(() => buildBertEncoder(without, tinyShape, options)).toThrow(
    'no tensor encoder.layer.1.output.dense.bias',
  );
  expect(() => buildBertEncoder(weights, { ...tinyShape, vocabulary: 51 }, options)).toThrow(
    'embeddings.word_embeddings.weight is [50,32], expected [51,32]',
  );
});
