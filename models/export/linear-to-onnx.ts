import { GraphBuilder } from '../onnx/graph-builder.ts';
import { encodeOnnx } from '../onnx/onnx-codec.ts';
import { standardise } from './standardise.ts';

/** A logistic model on standardised features: probability = sigmoid(slope * (w . (x - mean) / deviation + bias) + intercept). */
export interface LogisticModel {
  /** Names of the inputs in order; kept in the file. */
  readonly features: readonly string[];
  readonly means: readonly number[];
  /** Positive; 1 for a feature that never varies. */
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  /** Platt scaling of the logit; default slope 1, intercept 0. */
  readonly calibration?: { readonly slope: number; readonly intercept: number };
}

/**
 * ONNX bytes with input `features` float [batch, n] and outputs `logit` and `probability` float [batch].
 * @throws RangeError when the lists differ in length or a number is not finite.
 */
export function logisticToOnnx(
  model: LogisticModel,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  check(model);
  const { features, means, deviations, weights, bias, calibration = { slope: 1, intercept: 0 } } = model;
  const n = features.length;
  const graph = new GraphBuilder('logistic', 17);
  const input = graph.input('features', 'float', ['batch', n]);
  const scaled = standardise(graph, input, { means, deviations });
  // Calibration is affine in the logit, so that it disappears into weights and bias.
  const slopes = Float32Array.from(weights, (weight) => weight * calibration.slope);
  const shift = Float32Array.of(bias * calibration.slope + calibration.intercept);
  const product = graph.add('MatMul', [scaled, graph.float('weights', [n, 1], slopes)], 'product');
  const column = graph.add('Add', [product, graph.float('bias', [1], shift)], 'column');
  graph.add('Squeeze', [column, graph.int64('axes', [1])], 'logit');
  graph.add('Sigmoid', ['logit'], 'probability');
  graph.output('logit', 'float', ['batch']);
  graph.output('probability', 'float', ['batch']);
  return encodeOnnx(graph.build({ ...metadata, features: JSON.stringify(features) }));
}

function check({ features, means, deviations, weights, bias, calibration }: LogisticModel): void {
  for (const [name, list] of Object.entries({ means, deviations, weights })) {
    if (list.length !== features.length) {
      throw new RangeError(`${name} has ${list.length} numbers for ${features.length} features`);
    }
  }
  const numbers = [
    ...means,
    ...deviations,
    ...weights,
    bias,
    calibration?.slope ?? 1,
    calibration?.intercept ?? 0,
  ];
  if (!numbers.every(Number.isFinite)) throw new RangeError('a number of the model is not finite');
  if (deviations.some((deviation) => deviation <= 0)) throw new RangeError('a deviation is not above 0');
}
