import { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../autodiff/ops/add.ts';
import { linear } from '../../autodiff/ops/linear.ts';
import { softCrossEntropy } from '../../autodiff/ops/soft-cross-entropy.ts';
import { Tape } from '../../autodiff/tape.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { OnnxModel } from '../../onnx/onnx-model.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import type { InitialParameter } from './trainable-encoder.ts';
import { trainableEncoder } from './trainable-encoder.ts';
import type { Tuning } from './tuning.ts';

export const headWeight = 'head.weight';
export const headBias = 'head.bias';

export interface TrainingGraph {
  readonly model: OnnxModel;
  /** The encoder's trained tensors, then the head's. */
  readonly parameters: readonly InitialParameter[];
}

export interface TrainingGraphSettings {
  readonly tuning: Tuning;
  readonly dropoutRate: number;
  /** Of all tasks together. */
  readonly classes: number;
  /** With the input `disturbance` and its gradient, for adversarial training. */
  readonly disturbed: boolean;
  /** Of initial values. */
  readonly seed: string;
  /** Of the dropout masks; another one after each checkpoint, since a new session begins its masks anew. */
  readonly maskSeed: string;
}

/**
 * One training step as a graph: `loss` and `logits` [batch, classes] from a batch (text-feeds.ts, joint-head.ts) and the
 * parameters' values, with every parameter's gradient.
 */
export function trainingGraph(
  weights: Weights,
  shape: BertShape,
  settings: TrainingGraphSettings,
): TrainingGraph {
  const { tuning, dropoutRate, classes, disturbed, seed, maskSeed } = settings;
  const tape = new Tape('training');
  const encoder = trainableEncoder(tape, weights, shape, {
    tuning,
    dropoutRate,
    disturbed,
    random: new SeededRandom(seed),
    maskRandom: new SeededRandom(maskSeed),
  });
  const matrix = tape.parameter(headWeight, [shape.hidden, classes]);
  const bias = tape.parameter(headBias, [classes]);
  const logits = add(
    tape,
    add(tape, linear(tape, encoder.sentence, matrix), bias),
    tape.input('class_bias', 'float', ['batch', classes]),
  );
  const loss = softCrossEntropy(
    tape,
    logits,
    tape.input('targets', 'float', ['batch', classes]),
    tape.input('weights', 'float', ['batch']),
  );
  const parameters = [
    ...encoder.parameters,
    { variable: matrix, data: new Float32Array(shape.hidden * classes), decays: true },
    { variable: bias, data: new Float32Array(classes), decays: false },
  ];
  const wanted = parameters.map(({ variable }) => variable);
  tape.differentiate(loss, encoder.disturbance ? [...wanted, encoder.disturbance] : wanted);
  tape.output('loss', loss);
  tape.output('logits', logits);
  return { model: tape.build(), parameters };
}
