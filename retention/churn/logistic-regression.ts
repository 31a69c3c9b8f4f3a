/** Log odds = bias + sum of weights times inputs. */
export interface LogisticFit {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Which way a weight may point. */
export type Sign = -1 | 0 | 1;

/**
 * Maximum-likelihood logistic regression with an L2 penalty on the weights (not the bias), by Newton's method
 * (iteratively reweighted least squares; Hastie, Tibshirani and Friedman, 4.4.1).
 * @param rows row-major [count, width], standardised if the penalty shall treat inputs alike.
 * @param targets probabilities in [0, 1], usually 0 or 1.
 * @param penalty lambda of lambda / 2 * |weights|^2 against the summed log likelihood; above 0 it always converges.
 * @param signs one for each weight: 1 keeps it at or above 0, -1 at or below, 0 (the default) leaves it free. The
 * problem stays convex; weights at their bound are taken out and let in again when the gradient asks for it.
 * @throws RangeError for no rows or lengths that do not match.
 */
export function fitLogistic(
  rows: Float64Array,
  width: number,
  targets: Float64Array,
  penalty: number,
  signs: readonly Sign[] = [],
): LogisticFit {
  const count = targets.length;
  if (count === 0 || rows.length !== count * width)
    throw new RangeError(`${rows.length} inputs do not make ${count} rows of ${width}`);
  const size = width + 1; // the bias comes last
  const solution = new Float64Array(size);
  const atBound = new Uint8Array(size);
  for (let iteration = 0; iteration < 100; iteration++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let row = 0; row < count; row++) {
      const start = row * width;
      let logOdds = solution[width]!;
      for (let j = 0; j < width; j++) logOdds += solution[j]! * rows[start + j]!;
      const probability = 1 / (1 + Math.exp(-logOdds));
      const residual = targets[row]! - probability;
      const curvature = Math.max(1e-9, probability * (1 - probability));
      for (let j = 0; j < width; j++) {
        const value = rows[start + j]!;
        gradient[j]! += residual * value;
        const scaled = curvature * value;
        for (let k = 0; k <= j; k++) hessian[j * size + k]! += scaled * rows[start + k]!;
        hessian[width * size + j]! += scaled;
      }
      gradient[width]! += residual;
      hessian[width * size + width]! += curvature;
    }
    for (let j = 0; j < width; j++) {
      gradient[j]! -= penalty * solution[j]!;
      hessian[j * size + j]! += penalty;
    }
    const pull = gradient.slice();
    for (let j = 0; j < width; j++) if (atBound[j]) takeOut(j, hessian, gradient, size);
    // An input that never varies and carries no penalty would make the matrix singular.
    for (let j = 0; j < size; j++) hessian[j * size + j]! += 1e-9;
    const step = solveCholesky(hessian, gradient, size);
    const longest = Math.max(...step.map(Math.abs));
    const damping = longest > 5 ? 5 / longest : 1;
    for (let j = 0; j < size; j++) solution[j]! += damping * step[j]!;
    if (longest < 1e-8) {
      const released = signs.findIndex((sign, j) => atBound[j] === 1 && sign * pull[j]! > 1e-6);
      if (released < 0) break;
      atBound[released] = 0;
    }
    signs.forEach((sign, j) => {
      if (sign * solution[j]! >= 0) return;
      solution[j] = 0;
      atBound[j] = 1;
    });
  }
  return { weights: solution.slice(0, width), bias: solution[width]! };
}

/** Leaves a weight where it is: its step becomes 0 and nobody else's depends on it. */
function takeOut(j: number, hessian: Float64Array, gradient: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) {
    hessian[j * size + k] = 0;
    hessian[k * size + j] = 0;
  }
  hessian[j * size + j] = 1;
  gradient[j] = 0;
}

/** Solves A x = b for a symmetric positive definite A of which the lower triangle is given; overwrites A. */
function solveCholesky(a: Float64Array, b: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * size + k]! * a[j * size + k]!;
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / a[j * size + j]!;
    }
  }
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= a[i * size + k]! * x[k]!;
    x[i]! /= a[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= a[k * size + i]! * x[k]!;
    x[i]! /= a[i * size + i]!;
  }
  return x;
}
