import { readFileSync } from 'node:fs';
import { float16ToFloat32 } from './float16.ts';

export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Weights = ReadonlyMap<string, WeightTensor>;

/**
 * Reads a safetensors file (8 bytes header length, JSON header, raw tensors); F16 and F32 become single precision.
 * @throws RangeError on another element type.
 */
export function readSafetensors(path: string): Weights {
  const file = readFileSync(path);
  const headerLength = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, 8 + headerLength)) as Record<string, TensorHeader>;
  const weights = new Map<string, WeightTensor>();
  for (const [name, tensor] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const [from, to] = tensor.data_offsets;
    // A copy, because typed arrays want an aligned start.
    const bytes = new Uint8Array(file.subarray(8 + headerLength + from, 8 + headerLength + to)).buffer;
    weights.set(name, { shape: tensor.shape, data: toFloat32(name, tensor.dtype, bytes) });
  }
  return weights;
}

interface TensorHeader {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

function toFloat32(name: string, dtype: string, bytes: ArrayBuffer): Float32Array {
  if (dtype === 'F16') return float16ToFloat32(new Uint16Array(bytes));
  if (dtype === 'F32') return new Float32Array(bytes);
  throw new RangeError(`tensor ${name} holds ${dtype}; F16 or F32 can be read`);
}
