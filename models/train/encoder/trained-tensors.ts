import { gradientName } from '../../autodiff/tape.ts';
import type { WeightTensor } from '../../onnx/safetensors.ts';
import type { AdamWSlot } from './adamw.ts';

/** What a run trains, by name: values with their moments, and their shape. */
export type TrainedTensors = ReadonlyMap<string, AdamWSlot & { readonly shape: readonly number[] }>;

/** As checkpoints hold them: NAME, and with their moments NAME:mean and NAME:square. */
export function tensorsToKeep(trained: TrainedTensors, withMoments: boolean): Map<string, WeightTensor> {
  const tensors = new Map<string, WeightTensor>();
  for (const [name, { shape, values, mean, square }] of trained) {
    tensors.set(name, { shape, data: values });
    if (!withMoments) continue;
    tensors.set(`${name}:mean`, { shape, data: mean });
    tensors.set(`${name}:square`, { shape, data: square });
  }
  return tensors;
}

/** Puts what a checkpoint holds, moments included, into the tensors of a run. */
export function takeTensors(trained: TrainedTensors, kept: ReadonlyMap<string, WeightTensor>): void {
  for (const [name, { values, mean, square }] of trained) {
    values.set(kept.get(name)!.data);
    mean.set(kept.get(`${name}:mean`)!.data);
    square.set(kept.get(`${name}:square`)!.data);
  }
}

/** By parameter. */
export type Gradients = ReadonlyMap<string, Float32Array>;

/** The gradients of one run of a training graph, where they are. */
export function gradientsOf(
  results: Readonly<Record<string, Float32Array>>,
  names: Iterable<string>,
): Gradients {
  return new Map(Array.from(names, (name) => [name, results[gradientName(name)]!]));
}

/** Euclidean, over all parameters together. */
export function normOf(gradients: Gradients): number {
  let square = 0;
  // By number: an iterator takes five times as long over millions of values.
  for (const gradient of gradients.values())
    for (let i = 0; i < gradient.length; i++) square += gradient[i]! * gradient[i]!;
  return Math.sqrt(square);
}
