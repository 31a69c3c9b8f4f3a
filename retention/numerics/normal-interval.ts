import { standardNormal } from './normal-distribution.ts';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Two-sided normal interval of an estimate, which it covers with probability 1 - alpha. */
export function normalInterval(estimate: number, standardError: number, alpha = 0.05): Interval {
  const reach = standardNormal.quantile(1 - alpha / 2) * standardError;
  return { lower: estimate - reach, upper: estimate + reach };
}
