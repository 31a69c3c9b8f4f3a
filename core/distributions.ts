import type { SeededRandom } from './seeded-random.ts';

/** Standard normal, by Box and Muller. */
export function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Exponential waiting time for a rate per unit of time. */
export function exponential(random: SeededRandom, rate: number): number {
  return -Math.log(1 - random.next()) / rate;
}

/** Gamma with scale 1, by Marsaglia and Tsang (2000); shapes below 1 by their boost. */
export function gamma(random: SeededRandom, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function beta(random: SeededRandom, a: number, b: number): number {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
}

/** Poisson by Knuth's product; for small means. */
export function poisson(random: SeededRandom, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

/** An index, with probability in proportion to its weight; weights are not negative and not all zero. */
export function weightedIndex(random: SeededRandom, weights: readonly number[]): number {
  let point = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    point -= weight;
    if (point < 0) return index;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

export function uniform(random: SeededRandom, low: number, high: number): number {
  return low + (high - low) * random.next();
}
