import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Longest step of a coefficient in one iteration: keeps exp() in range far from the optimum. */
const longestStep = 2;

/**
 * Penalised maximum likelihood for counts with log mean = sum of weights * inputs (Poisson regression; McCullagh and
 * Nelder 1989, chapter 6), by Newton's method. Counts that vary more than Poisson's are fitted as well: the weights
 * stay consistent (quasi-likelihood).
 * @param rows row-major [count, width]; an intercept is a column of ones.
 * @param penalties lambda of lambda / 2 * weight^2, one a weight.
 * @param options.use rows to fit on. @param options.start weights to begin at, near the optimum for a quick end.
 * @returns the weights.
 * @throws RangeError for no rows or lengths that do not match.
 */
export function fitPoisson(
  rows: Float64Array,
  width: number,
  counts: Float64Array,
  penalties: Float64Array,
  options: { readonly use?: Uint32Array; readonly start?: Float64Array } = {},
): Float64Array {
  const use = options.use ?? Uint32Array.from(counts.keys());
  if (use.length === 0 || rows.length !== counts.length * width || penalties.length !== width)
    throw new RangeError(`${rows.length} inputs do not make ${counts.length} rows of ${width}`);
  const weights = options.start?.slice() ?? new Float64Array(width);
  const nonZero = new Uint32Array(width);
  for (let iteration = 0; iteration < 30; iteration++) {
    const gradient = new Float64Array(width);
    const hessian = new Float64Array(width * width);
    for (const row of use) {
      const start = row * width;
      let filled = 0;
      let log = 0;
      for (let j = 0; j < width; j++) {
        if (rows[start + j] === 0) continue;
        nonZero[filled++] = j;
        log += weights[j]! * rows[start + j]!;
      }
      const mean = Math.exp(Math.min(20, log));
      const residual = counts[row]! - mean;
      for (let a = 0; a < filled; a++) {
        const j = nonZero[a]!;
        const value = rows[start + j]!;
        gradient[j]! += residual * value;
        const scaled = mean * value;
        for (let b = 0; b <= a; b++) {
          const k = nonZero[b]!;
          hessian[j * width + k]! += scaled * rows[start + k]!;
        }
      }
    }
    const matrix = Matrix.zeros(width, width);
    for (let j = 0; j < width; j++) {
      gradient[j]! -= penalties[j]! * weights[j]!;
      for (let k = 0; k < j; k++) {
        matrix.set(j, k, hessian[j * width + k]!);
        matrix.set(k, j, hessian[j * width + k]!);
      }
      matrix.set(j, j, hessian[j * width + j]! + penalties[j]! + 1e-9);
    }
    const step = new CholeskyDecomposition(matrix).solve(Matrix.columnVector([...gradient])).getColumn(0);
    const longest = Math.max(...step.map(Math.abs));
    const damping = Math.min(1, longestStep / longest);
    for (let j = 0; j < width; j++) weights[j]! += damping * step[j]!;
    if (longest < 1e-3) break;
  }
  return weights;
}
