/** What is known of the logarithms of parameters before the data: independent normal distributions. */
export interface LogNormalPrior {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Minus the log density, up to a constant; its slopes are added to `gradient`. */
export function priorPenalty(prior: LogNormalPrior, point: Float64Array, gradient: Float64Array): number {
  let penalty = 0;
  prior.means.forEach((mean, i) => {
    const z = (point[i]! - mean) / prior.deviations[i]!;
    penalty += (z * z) / 2;
    gradient[i]! += z / prior.deviations[i]!;
  });
  return penalty;
}
