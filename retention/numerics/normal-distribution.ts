import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** The standard normal distribution. */
export const standardNormal = {
  density: (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI),
  cdf: (z: number): number => normalCdf(z, 0, 1),
  /** @param p in [0, 1]. */
  quantile: (p: number): number => normalQuantile(p, 0, 1),
} as const;
