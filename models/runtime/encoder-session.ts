import { readFileSync } from 'node:fs';
import ort from 'onnxruntime-node';
import { buildBertEncoder } from '../onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../onnx/onnx-codec.ts';
import { bertShapeOf, weightsOfEncoder } from '../onnx/weights-of-encoder.ts';

/** What the encoder makes of a text. */
export interface Encoding {
  /** Mean over its tokens at length 1: passages are found by it. */
  readonly vector: Float32Array;
  /** Its first token in the last layer: what the tuned heads read. The sentence vector where the graph has no such output. */
  readonly first: Float32Array;
}

/** One encoder in memory. */
export interface EncoderSession {
  /** One encoding a row. Rows of one batch are padded with `padToken`. */
  encode(rows: readonly Int32Array[]): Promise<Encoding[]>;
  release(): Promise<void>;
}

/**
 * Opens the encoder on one thread. On CUDA the committed int8 graph is of no use (its operators are the CPU's):
 * the same weights are written out as an fp16 graph with a mask.
 * @throws whatever ONNX Runtime says when the provider is not there.
 */
export async function openEncoder(
  path: string,
  device: 'cpu' | 'cuda',
  padToken: number,
): Promise<EncoderSession> {
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [device],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  };
  const session =
    device === 'cuda'
      ? await ort.InferenceSession.create(fp16Bytes(path), options)
      : await ort.InferenceSession.create(path, options);
  const masked = session.inputNames.includes('attention_mask');
  return {
    async encode(rows) {
      const length = Math.max(...rows.map((row) => row.length));
      if (!masked && rows.some((row) => row.length !== length)) {
        throw new RangeError('an encoder without a mask takes rows of one length');
      }
      const feeds: Record<string, ort.Tensor> = { input_ids: padded(rows, length, padToken) };
      if (masked) {
        const ones = rows.map((row) => new Int32Array(row.length).fill(1));
        feeds.attention_mask = padded(ones, length, 0);
      }
      const { sentence, first } = await session.run(feeds);
      const row = ({ data }: ort.Tensor, i: number) => {
        const width = data.length / rows.length;
        return (data as Float32Array).slice(i * width, (i + 1) * width);
      };
      return rows.map((_, i) => ({ vector: row(sentence!, i), first: row(first ?? sentence!, i) }));
    },
    release: () => session.release(),
  };
}

function padded(rows: readonly Int32Array[], length: number, fill: number): ort.Tensor {
  const values = new BigInt64Array(rows.length * length).fill(BigInt(fill));
  rows.forEach((row, r) => {
    row.forEach((token, i) => {
      values[r * length + i] = BigInt(token);
    });
  });
  return new ort.Tensor('int64', values, [rows.length, length]);
}

function fp16Bytes(path: string): Uint8Array {
  const model = decodeOnnx(readFileSync(path));
  return encodeOnnx(
    buildBertEncoder(weightsOfEncoder(model), bertShapeOf(model), {
      precision: 'fp16',
      masked: true,
      attention: 'fused',
      output: 'sentence',
    }),
  );
}
