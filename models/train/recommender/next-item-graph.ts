import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../autodiff/ops/add.ts';
import { crossEntropy } from '../../autodiff/ops/cross-entropy.ts';
import { dropout } from '../../autodiff/ops/dropout.ts';
import { linear } from '../../autodiff/ops/linear.ts';
import { multiply } from '../../autodiff/ops/multiply.ts';
import { Tape } from '../../autodiff/tape.ts';
import type { Variable } from '../../autodiff/variable.ts';
import type { OnnxModel } from '../../onnx/onnx-model.ts';
import type { NextItemShape } from './next-item-shape.ts';
import { type Beginning, sequenceNetwork } from './sequence-network.ts';

/** A trained tensor before its first step. */
export interface InitialTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The trained tensors of the products: their own vectors, and what turns their texts into vectors. */
export const ownVectors = 'products';
export const textProjection = 'text.projection';

/** Standard deviation of what begins at random (as in BERT). */
const spread = 0.02;

/**
 * One training step as a graph. Inputs of a run: those of the network; `targets` int64 [places]; `weights` float
 * [places]; `training`, a scalar bool; `kept` float [items, 1], 0 where a product's own vector is left out (with text);
 * the tensors. Outputs: `loss`, and every tensor's gradient.
 * @param text the products' text vectors, [items, textWidth].
 * @param seeds of the tensors' beginning, and of the dropout masks.
 */
export function nextItemTrainingGraph(
  shape: NextItemShape,
  text: Float32Array | null,
  { dropoutRate, seed, maskSeed }: { dropoutRate: number; seed: string; maskSeed: string },
): { model: OnnxModel; tensors: readonly InitialTensor[] } {
  const tape = new Tape('next item, training');
  const masks = new SeededRandom(maskSeed);
  const training = tape.input('training', 'bool', []);
  const drop = (x: Variable) =>
    dropout(tape, x, { rate: dropoutRate, training, seed: masks.nextInt(2 ** 31) });
  const { tensors, tensor } = trainedTensors(tape, seed);
  const table = productTable(
    tape,
    shape,
    text,
    tensor,
    text ? tape.input('kept', 'float', [shape.items, 1]) : null,
  );
  const scores = sequenceNetwork(tape, table, shape, { tensor, drop });
  const loss = crossEntropy(
    tape,
    scores,
    tape.input('targets', 'int64', ['places']),
    tape.input('weights', 'float', ['places']),
  );
  tape.differentiate(
    loss,
    tensors.map(({ variable }) => variable),
  );
  tape.output('loss', loss);
  return { model: tape.build(), tensors: tensors.map(({ initial }) => initial) };
}

/** `scores` [places, items] from the network's inputs and the tensors' values, for what is tried while training. */
export function nextItemScoringGraph(shape: NextItemShape, text: Float32Array | null): OnnxModel {
  const tape = new Tape('next item, scoring');
  const { tensor } = trainedTensors(tape, '');
  const table = productTable(tape, shape, text, tensor, null);
  tape.output('scores', sequenceNetwork(tape, table, shape, { tensor, drop: (x) => x }));
  return tape.build();
}

type MakeTensor = (name: string, shape: readonly number[], beginning: Beginning) => Variable;

function productTable(
  tape: Tape,
  { items, width, textWidth }: NextItemShape,
  text: Float32Array | null,
  tensor: MakeTensor,
  kept: Variable | null,
): Variable {
  const own = tensor(ownVectors, [items, width], 'normal');
  if (!text) return own;
  const told = linear(
    tape,
    tape.frozen('texts', [items, textWidth], text),
    tensor(textProjection, [textWidth, width], 'normal'),
  );
  return add(tape, told, kept ? multiply(tape, own, kept) : own);
}

function trainedTensors(tape: Tape, seed: string) {
  const tensors: { variable: Variable; initial: InitialTensor }[] = [];
  const random = new SeededRandom(seed);
  const tensor: MakeTensor = (name, shape, beginning) => {
    const variable = tape.parameter(name, shape);
    const length = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length }, () =>
      beginning === 'normal' ? spread * normal(random) : beginning === 'ones' ? 1 : 0,
    );
    tensors.push({ variable, initial: { name, shape, data } });
    return variable;
  };
  return { tensors, tensor };
}
