import { Tape } from '../../autodiff/tape.ts';
import type { Variable } from '../../autodiff/variable.ts';
import type { OnnxModel } from '../../onnx/onnx-model.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import { ownVectors, textProjection } from './next-item-graph.ts';
import type { NextItemShape } from './next-item-shape.ts';
import { sequenceNetwork } from './sequence-network.ts';

/**
 * The trained model as it serves: `scores` [places, products] from `sequence` and `places`, as the network takes them.
 * Products' texts are merged into their vectors. A model with text takes `new_texts` float [new, textWidth] besides:
 * text vectors of products that came after the training, numbered on from the last trained one; there may be none.
 * @param text of the trained products, [items, textWidth].
 */
export function exportNextItem(shape: NextItemShape, tensors: Weights, text: Float32Array | null): OnnxModel {
  const tape = new Tape('next item');
  const frozen = (name: string): Variable => {
    const tensor = tensors.get(name);
    if (!tensor) throw new RangeError(`the model has no tensor ${name}`);
    return tape.frozen(name, tensor.shape, tensor.data);
  };
  const { items, width, textWidth } = shape;
  let table: Variable;
  if (text) {
    const merged = mergedVectors(shape, tensors, text);
    const known = tape.frozen(ownVectors, [items, width], merged);
    const added = tape.input('new_texts', 'float', ['new', textWidth]);
    const told = tape.emit('MatMul', [added.name, frozen(textProjection).name]);
    const all = tape.emit('Concat', [known.name, told], { axis: { int: 0 } });
    table = { name: all, shape: ['products', width], needsGradient: false };
  } else table = frozen(ownVectors);
  tape.output('scores', sequenceNetwork(tape, table, shape, { tensor: frozen, drop: (x) => x }));
  return tape.build();
}

function mergedVectors(
  { items, width, textWidth }: NextItemShape,
  tensors: Weights,
  text: Float32Array,
): Float32Array {
  const merged = tensors.get(ownVectors)!.data.slice();
  const projection = tensors.get(textProjection)!.data;
  for (let item = 0; item < items; item++)
    for (let t = 0; t < textWidth; t++) {
      const value = text[item * textWidth + t]!;
      if (value === 0) continue;
      for (let w = 0; w < width; w++) merged[item * width + w]! += value * projection[t * width + w]!;
    }
  return merged;
}
