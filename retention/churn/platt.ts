import { fitLogistic } from './logistic-regression.ts';

/** Calibrated log odds = slope * log odds + intercept. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

export const noCalibration: Calibration = { slope: 1, intercept: 0 };

/**
 * Platt scaling on rows that the model was not fitted on, with his smoothed targets (Platt 1999; Lin, Lin and Weng
 * 2007) so that few rows do not ask for infinite odds. A slope that is not positive would turn the ranking around:
 * then the model stays as it is.
 */
export function fitPlatt(logOdds: readonly number[], labels: readonly number[]): Calibration {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  if (positives < 10 || negatives < 10) return noCalibration;
  const targets = Float64Array.from(labels, (label) =>
    label === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );
  const { weights, bias } = fitLogistic(Float64Array.from(logOdds), 1, targets, 0);
  return weights[0]! > 0 ? { slope: weights[0]!, intercept: bias } : noCalibration;
}
