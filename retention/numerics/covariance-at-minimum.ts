import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Objective } from './minimise.ts';

export interface CovarianceAtMinimum {
  /** Inverse of the Hessian. */
  readonly covariance: Matrix;
  /** Largest eigenvalue of the Hessian over its smallest: above 1e8 some direction is hardly determined. */
  readonly conditionNumber: number;
}

/**
 * The inverse Hessian where a function has its minimum, the Hessian by central differences of the analytic gradient:
 * for a negative log likelihood, the asymptotic covariance of the estimates.
 * @param step relative to max(1, |coordinate|).
 * @returns null where the Hessian is not positive definite: there is no minimum, or a flat one.
 */
export function covarianceAtMinimum(
  objective: Objective,
  point: Float64Array,
  step = 1e-4,
): CovarianceAtMinimum | null {
  const size = point.length;
  const hessian = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    const h = step * Math.max(1, Math.abs(point[i]!));
    const above = gradientAt(objective, point, i, h);
    const below = gradientAt(objective, point, i, -h);
    for (let j = 0; j < size; j++) {
      const second = (above[j]! - below[j]!) / (2 * h);
      if (!Number.isFinite(second)) return null;
      hessian.set(i, j, hessian.get(i, j) + second / 2);
      hessian.set(j, i, hessian.get(j, i) + second / 2);
    }
  }
  const { realEigenvalues } = new EigenvalueDecomposition(hessian, { assumeSymmetric: true });
  const least = Math.min(...realEigenvalues);
  const most = Math.max(...realEigenvalues);
  if (!(least > 1e-12 * most)) return null;
  return {
    covariance: new CholeskyDecomposition(hessian).solve(Matrix.eye(size)),
    conditionNumber: most / least,
  };
}

function gradientAt(objective: Objective, point: Float64Array, index: number, shift: number): Float64Array {
  const moved = point.slice();
  moved[index]! += shift;
  const gradient = new Float64Array(point.length);
  objective(moved, gradient);
  return gradient;
}
