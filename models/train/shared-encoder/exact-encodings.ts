import { type BertShape, buildBertEncoder } from '../../onnx/bert-encoder.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { openGraph } from '../../runtime/graph-session.ts';

const batchSize = 32;

/** Texts as an encoder reads them in single precision, several at once: the reference for anchors and for exports. */
export async function exactEncodings(
  weights: Weights,
  shape: BertShape,
  texts: readonly Int32Array[],
  { padToken, threads }: { padToken: number; threads: number },
): Promise<Encoding[]> {
  const options = { precision: 'fp32', masked: true, attention: 'standard', output: 'sentence' } as const;
  const session = await openGraph(buildBertEncoder(weights, shape, options), 'cpu', threads);
  const encodings = new Array<Encoding>(texts.length);
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
      const { sentence, first } = await session.run({
        input_ids: { shape: dims, data: ids },
        attention_mask: { shape: dims, data: mask },
      });
      batch.forEach((i, r) => {
        const [from, to] = [r * shape.hidden, (r + 1) * shape.hidden];
        encodings[i] = { vector: sentence!.slice(from, to), first: first!.slice(from, to) };
      });
    }
  } finally {
    await session.release();
  }
  return encodings;
}
