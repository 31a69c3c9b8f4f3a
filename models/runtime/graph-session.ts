import ort from 'onnxruntime-node';
import { encodeOnnx } from '../onnx/onnx-codec.ts';
import type { OnnxModel } from '../onnx/onnx-model.ts';

/** A tensor of a run: single precision, token ids and classes, or a switch. Row-major. */
export interface Value {
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array | boolean;
}

/** A graph made at run time, for training: what a run computes is read by name. */
export interface GraphSession {
  run(values: Readonly<Record<string, Value>>): Promise<Readonly<Record<string, Float32Array>>>;
  release(): Promise<void>;
}

/**
 * Opens a graph. Runs block the thread that asks for them: training has a process or a worker of its own.
 * @param threads of one operator.
 */
export async function openGraph(
  model: OnnxModel,
  device: 'cpu' | 'cuda' = 'cpu',
  threads = 1,
): Promise<GraphSession> {
  const session = await ort.InferenceSession.create(encodeOnnx(model), {
    executionProviders: [device],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait leave the cores to others: training runs beside other work.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  return {
    async run(values) {
      const feeds = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, tensorOf(value)]),
      );
      const results = await session.run(feeds);
      return Object.fromEntries(
        Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]),
      );
    },
    release: () => session.release(),
  };
}

function tensorOf({ data, shape }: Value): ort.Tensor {
  if (typeof data === 'boolean') return new ort.Tensor('bool', [data], [...shape]);
  return data instanceof Float32Array
    ? new ort.Tensor('float32', data, [...shape])
    : new ort.Tensor('int64', data, [...shape]);
}
