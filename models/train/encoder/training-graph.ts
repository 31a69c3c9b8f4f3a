import { SeededRandom } from '../../../core/seeded-random.ts';
import { add } from '../../autodiff/ops/add.ts';
import { linear } from '../../autodiff/ops/linear.ts';
import { scale } from '../../autodiff/ops/scale.ts';
import { sideBySide } from '../../autodiff/ops/side-by-side.ts';
import { softCrossEntropy } from '../../autodiff/ops/soft-cross-entropy.ts';
import { squareDistance } from '../../autodiff/ops/square-distance.ts';
import { Tape } from '../../autodiff/tape.ts';
import { lastSize, type Variable } from '../../autodiff/variable.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { OnnxModel } from '../../onnx/onnx-model.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import type { InitialParameter } from './trainable-encoder.ts';
import { trainableEncoder } from './trainable-encoder.ts';
import type { Tuning } from './tuning.ts';

export const headWeight = 'head.weight';
export const headBias = 'head.bias';

/** What a head reads: the first token in the last layer, the mean of all tokens at length 1, or that mean and the token. */
export type Pooling = 'first' | 'sentence' | 'both';

export interface TrainingGraph {
  readonly model: OnnxModel;
  /** The encoder's trained tensors, then the head's. */
  readonly parameters: readonly InitialParameter[];
}

export interface TrainingGraphSettings {
  readonly tuning: Tuning;
  readonly dropoutRate: number;
  readonly pooling: Pooling;
  /** Weight of the distance between sentence vectors and their anchors in the loss; 0 leaves it out. */
  readonly anchorWeight: number;
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
  const { tuning, dropoutRate, pooling, anchorWeight, classes, disturbed, seed, maskSeed } = settings;
  const tape = new Tape('training');
  const encoder = trainableEncoder(tape, weights, shape, {
    tuning,
    dropoutRate,
    disturbed,
    random: new SeededRandom(seed),
    maskRandom: new SeededRandom(maskSeed),
  });
  const read = pooling === 'both' ? sideBySide(tape, encoder.sentence, encoder.first) : encoder[pooling];
  const inputs = lastSize(read);
  const matrix = tape.parameter(headWeight, [inputs, classes]);
  const bias = tape.parameter(headBias, [classes]);
  const logits = add(
    tape,
    add(tape, linear(tape, read, matrix), bias),
    tape.input('class_bias', 'float', ['batch', classes]),
  );
  const classified = softCrossEntropy(
    tape,
    logits,
    tape.input('targets', 'float', ['batch', classes]),
    tape.input('weights', 'float', ['batch']),
  );
  const loss =
    anchorWeight > 0 ? add(tape, classified, anchoring(tape, encoder.sentence, anchorWeight)) : classified;
  const parameters = [
    ...encoder.parameters,
    { variable: matrix, data: new Float32Array(inputs * classes), decays: true },
    { variable: bias, data: new Float32Array(classes), decays: false },
  ];
  const wanted = parameters.map(({ variable }) => variable);
  tape.differentiate(loss, encoder.disturbance ? [...wanted, encoder.disturbance] : wanted);
  tape.output('loss', loss);
  tape.output('logits', logits);
  return { model: tape.build(), parameters };
}

/** Holds sentence vectors near those of another encoder, by inputs `anchors` [batch, hidden] and `anchor_weights` [batch]. */
function anchoring(tape: Tape, sentence: Variable, weight: number): Variable {
  const anchors = tape.input('anchors', 'float', sentence.shape);
  const weights = tape.input('anchor_weights', 'float', ['batch']);
  return scale(tape, squareDistance(tape, sentence, anchors, weights), weight);
}
