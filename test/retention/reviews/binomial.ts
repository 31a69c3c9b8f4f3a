import type { SeededRandom } from '../../../core/seeded-random.ts';

/** How many of n tries succeed. */
export function binomial(random: SeededRandom, n: number, chance: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.next() < chance) count++;
  return count;
}
