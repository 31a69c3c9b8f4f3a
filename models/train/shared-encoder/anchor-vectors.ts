import { type BertShape, buildBertEncoder } from '../../onnx/bert-encoder.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import { openGraph } from '../../runtime/graph-session.ts';

const batchSize = 32;

/** Sentence vectors of the encoder as it was before training, in single precision, one a text, of length 1. */
export async function anchorVectors(
  weights: Weights,
  shape: BertShape,
  texts: readonly Int32Array[],
  { padToken, threads }: { padToken: number; threads: number },
): Promise<Float32Array[]> {
  const options = { precision: 'fp32', masked: true, attention: 'standard', output: 'sentence' } as const;
  const session = await openGraph(buildBertEncoder(weights, shape, options), 'cpu', threads);
  const vectors = new Array<Float32Array>(texts.length);
  const order = texts.map((_, i) => i).sort((a, b) => texts[a]!.length - texts[b]!.length);
  try {
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = order.slice(from, from + batchSize);
      const width = texts[batch.at(-1)!]!.length;
      const ids = new BigInt64Array(batch.length * width).fill(BigInt(padToken));
      const mask = new BigInt64Array(batch.length * width);
      batch.forEach((i, r) => {
        texts[i]!.forEach((token, t) => {
          ids[r * width + t] = BigInt(token);
          mask[r * width + t] = 1n;
        });
      });
      const dims = [batch.length, width];
      const { sentence } = await session.run({
        input_ids: { shape: dims, data: ids },
        attention_mask: { shape: dims, data: mask },
      });
      batch.forEach((i, r) => {
        vectors[i] = sentence!.slice(r * shape.hidden, (r + 1) * shape.hidden);
      });
    }
  } finally {
    await session.release();
  }
  return vectors;
}
