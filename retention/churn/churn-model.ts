import type { ChurnFacts } from './churn-facts.ts';
import { churnFeatures } from './churn-features.ts';
import type { Calibration } from './platt.ts';

/**
 * A trained churn model in plain numbers, as its manifest stores them and its ONNX graph computes them:
 * log odds = slope * (bias + sum of weights * (x - mean) / deviation) + intercept.
 */
export interface ChurnModel {
  readonly features: readonly string[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly calibration: Calibration;
  readonly horizonDays: number;
}

/**
 * The model's input row for a shopper; what was not observed takes the average.
 * @throws RangeError when the model names a feature that this version does not compute.
 */
export function inputRow(model: ChurnModel, facts: ChurnFacts): Float32Array {
  return Float32Array.from(model.features, (name, i) => {
    const feature = churnFeatures.find((candidate) => candidate.name === name);
    if (!feature)
      throw new RangeError(`the churn model reads "${name}", which is no longer computed: train it again`);
    const value = feature.of(facts);
    return Number.isFinite(value) ? value : model.means[i]!;
  });
}

/** Features that the model reads and this version does not compute: none, or the model must be trained again. */
export function unknownFeatures(model: ChurnModel): string[] {
  return model.features.filter((name) => !churnFeatures.some((feature) => feature.name === name));
}

/** Log odds that each input adds to those of the average shopper, calibrated; they sum to the score's distance from it. */
export function contributionsOf(model: ChurnModel, row: ArrayLike<number>): number[] {
  return model.features.map(
    (_, i) =>
      (model.calibration.slope * model.weights[i]! * (row[i]! - model.means[i]!)) / model.deviations[i]!,
  );
}

/** Calibrated log odds of the average shopper. */
export function averageLogOdds(model: ChurnModel): number {
  return model.calibration.slope * model.bias + model.calibration.intercept;
}

export function logOddsOf(model: ChurnModel, row: ArrayLike<number>): number {
  return contributionsOf(model, row).reduce((sum, part) => sum + part, averageLogOdds(model));
}
