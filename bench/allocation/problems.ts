import { SeededRandom } from '../../core/seeded-random.ts';
import type { AllocationProblem } from '../../retention/allocation/allocation-problem.ts';

/** How value and cost of an option hang together, after Pisinger's classes of knapsack instances. */
export const structures = {
  uncorrelated: (cost: number, random: SeededRandom) => 1 + random.nextInt(cost > 0 ? 40 : 1),
  weakly: (cost: number, random: SeededRandom) => Math.max(1, cost + random.nextInt(9) - 4),
  strongly: (cost: number) => cost + 4,
  /** Diminishing: half the value of an option twice as dear is lost again; some shoppers would have bought anyway. */
  offers: (cost: number, random: SeededRandom) =>
    6 * Math.sqrt(cost) * random.next() - cost * random.next() * 0.6,
} as const;
export type Structure = keyof typeof structures;

/** n shoppers with five options of whole costs 1 to 40 and whole SR losses -3 to 5; money for a sixth of the mean cost. */
export function randomProblem(
  structure: Structure,
  n: number,
  seed: string,
  srLossLimitCents: number | null,
): AllocationProblem {
  const random = new SeededRandom(seed);
  return {
    shoppers: Array.from({ length: n }, () =>
      Array.from({ length: 5 }, () => {
        const cost = 1 + random.nextInt(40);
        return {
          deltaCents: structures[structure](cost, random),
          srLossCents: random.nextInt(9) - 3,
          costsCents: [cost],
        };
      }),
    ),
    budgetsCents: [Math.round(n * 3.4)],
    srLossLimitCents,
  };
}
