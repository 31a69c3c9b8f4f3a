/** Settings of AdamW; the learning rate comes with each step. */
export interface AdamWSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled: times the learning rate, off the weights themselves. */
  readonly weightDecay: number;
}

/** BERT's (Devlin et al. 2018, A.2). */
export const defaultAdamW: AdamWSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };

/** One tensor with its two running moments. */
export interface AdamWSlot {
  readonly values: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly decays: boolean;
}

export function adamWSlot(values: Float32Array, decays: boolean): AdamWSlot {
  const { length } = values;
  return { values, mean: new Float32Array(length), square: new Float32Array(length), decays };
}

/**
 * One step of AdamW (Loshchilov and Hutter 2019, algorithm 2), in place.
 * @param step from 1, for the correction of the moments' beginning at 0.
 * @param scale multiplies the gradient first: clipping, accumulation.
 */
export function stepAdamW(
  { values, mean, square, decays }: AdamWSlot,
  gradient: Float32Array,
  { learningRate, step, scale }: { learningRate: number; step: number; scale: number },
  { beta1, beta2, epsilon, weightDecay }: AdamWSettings,
): void {
  const first = 1 - beta1 ** step;
  const second = Math.sqrt(1 - beta2 ** step);
  const shrink = decays ? 1 - learningRate * weightDecay : 1;
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]! * scale;
    const m = beta1 * mean[i]! + (1 - beta1) * g;
    const v = beta2 * square[i]! + (1 - beta2) * g * g;
    mean[i] = m;
    square[i] = v;
    values[i] = shrink * values[i]! - (learningRate * (m / first)) / (Math.sqrt(v) / second + epsilon);
  }
}
