export interface SplitRules {
  readonly minLeafRows: number;
  /** Least sum of hessians in a leaf: keeps log loss from leaves of rows that are certain already. */
  readonly minLeafHessian: number;
  /** lambda of lambda / 2 * value^2, for every leaf. */
  readonly l2: number;
  /** Which way the prediction may move with a column: 1 up, -1 down, 0 (or none) either way. */
  readonly monotone?: readonly number[] | undefined;
}

/** The step that a leaf takes: Newton's, held within its bounds. */
export function leafValue(gradient: number, hessian: number, l2: number, low: number, high: number): number {
  const step = -gradient / (hessian + l2 + 1e-15);
  return Math.max(low, Math.min(high, step));
}

/** Twice the loss that a leaf of this value takes away, to second order; more is better. */
export function leafGain(gradient: number, hessian: number, l2: number, value: number): number {
  return -2 * gradient * value - (hessian + l2) * value * value;
}
