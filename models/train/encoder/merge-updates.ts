import type { Weights, WeightTensor } from '../../onnx/safetensors.ts';
import type { Tuning } from './tuning.ts';

/**
 * The encoder's weights after training: low-rank updates added to their matrices (W + alpha / rank * (A B)^T, as Hugging
 * Face stores them, [out, in]), trained tensors in the place of the old ones.
 * @throws RangeError for adapters, which are layers of their own and cannot be merged.
 */
export function mergeUpdates(
  weights: Weights,
  trained: ReadonlyMap<string, WeightTensor>,
  tuning: Tuning,
): Weights {
  if (tuning.method === 'adapters') throw new RangeError('adapters cannot be merged into the matrices');
  const merged = new Map(weights);
  for (const [name, { shape, data }] of trained) {
    if (name.endsWith('.lora.b')) continue;
    if (name.endsWith('.lora.a') && tuning.method === 'lora') {
      const layer = name.slice(0, -'.lora.a'.length);
      const old = weights.get(`${layer}.weight`)!;
      const up = trained.get(`${layer}.lora.b`)!;
      merged.set(`${layer}.weight`, addProduct(old, data, up.data, shape[1]!, tuning.alpha / tuning.rank));
    } else
      merged.set(
        name,
        shape.length === 2 && !name.includes('embeddings') ? turned(shape, data) : { shape, data },
      );
  }
  return merged;
}

/** old + factor * (A B)^T; old [outputs, inputs], A [inputs, rank], B [rank, outputs]. */
function addProduct(
  old: WeightTensor,
  a: Float32Array,
  b: Float32Array,
  rank: number,
  factor: number,
): WeightTensor {
  const [outputs, inputs] = old.shape as [number, number];
  const data = old.data.slice();
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let r = 0; r < rank; r++) sum += a[i * rank + r]! * b[r * outputs + o]!;
      data[o * inputs + i]! += factor * sum;
    }
  return { shape: old.shape, data };
}

function turned(shape: readonly number[], data: Float32Array): WeightTensor {
  const [inputs, outputs] = shape as [number, number];
  const result = new Float32Array(data.length);
  for (let i = 0; i < inputs; i++)
    for (let o = 0; o < outputs; o++) result[o * inputs + i] = data[i * outputs + o]!;
  return { shape: [outputs, inputs], data: result };
}
