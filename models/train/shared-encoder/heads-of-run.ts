import type { WeightTensor } from '../../onnx/safetensors.ts';
import type { LinearHead } from '../../runtime/linear-head.ts';
import { classOffsets, type Task } from '../encoder/joint-head.ts';
import { headBias, headWeight, type Pooling } from '../encoder/training-graph.ts';

/** The joint head of a run taken apart: one head a task. */
export function headsOfRun(
  tensors: ReadonlyMap<string, WeightTensor>,
  tasks: readonly Task[],
  reads: Pooling,
): ReadonlyMap<string, LinearHead> {
  const { shape, data } = tensors.get(headWeight)!;
  const bias = tensors.get(headBias)!.data;
  const [inputs, classes] = shape as [number, number];
  const { offsets } = classOffsets(tasks);
  return new Map(
    tasks.map(({ name, labels }, task) => {
      const from = offsets[task]!;
      const weights = new Float32Array(labels.length * inputs);
      for (let label = 0; label < labels.length; label++)
        for (let i = 0; i < inputs; i++) weights[label * inputs + i] = data[i * classes + from + label]!;
      return [name, { labels, reads, inputs, weights, bias: bias.slice(from, from + labels.length) }];
    }),
  );
}
