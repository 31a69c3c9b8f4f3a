import { SeededRandom } from '../../core/seeded-random.ts';
import { allocate } from '../../retention/allocation/allocate.ts';
import type { AllocationOption } from '../../retention/allocation/allocation-problem.ts';
import { pacedPrice } from '../../retention/policy/paced-price.ts';
import { randomProblem } from './problems.ts';

const arrivals = 2_000;

/** Orders in which shoppers may come: by chance, those worth most first, those last, twice as many in the second half. */
const orders = {
  'by chance': (shoppers: readonly (readonly AllocationOption[])[]) => shoppers,
  'worth most first': (shoppers: readonly (readonly AllocationOption[])[]) => byWorth(shoppers),
  'worth most last': (shoppers: readonly (readonly AllocationOption[])[]) => byWorth(shoppers).reverse(),
};

/**
 * Spends one budget as shoppers arrive, at the price that serving uses, and compares with what could have been made of
 * it with all of them known. The planned price comes from another month's shoppers, or is wrong on purpose.
 */
export function evenlyPaced(runs: number): void {
  console.log(
    `\nonline, ${arrivals} arrivals: share of the offline optimum (least, mean), share of the budget spent`,
  );
  for (const [planned, factor] of [
    ["last month's price", 1],
    ['no price at all', 0],
    ['twice the price', 2],
  ] as const)
    for (const [name, arrange] of Object.entries(orders)) {
      const shares: number[] = [];
      const spent: number[] = [];
      for (let run = 0; run < runs; run++) {
        const before = allocate(randomProblem('offers', arrivals, `before|${run}`, null), {
          effort: 'prices',
        });
        const problem = randomProblem('offers', arrivals, `online|${run}`, null);
        const limit = problem.budgetsCents[0]!;
        const { delta, cost } = spend(
          arrange(new SeededRandom(`arrive|${run}`).shuffle(problem.shoppers)),
          limit,
          before.mu[0]! * factor,
        );
        if (cost > limit) throw new Error('over the budget');
        shares.push(delta / allocate(problem, { effort: 'prices' }).deltaCents);
        spent.push(cost / limit);
      }
      const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      console.log(
        `${planned.padEnd(20)} ${name.padEnd(18)} ${(100 * Math.min(...shares)).toFixed(1)} % ${(100 * mean(shares)).toFixed(1)} %   ${(100 * mean(spent)).toFixed(1)} %`,
      );
    }
}

function spend(shoppers: readonly (readonly AllocationOption[])[], limitCents: number, mu: number) {
  let delta = 0;
  let cost = 0;
  for (const [t, options] of shoppers.entries()) {
    const price = pacedPrice(mu, { limitCents, reservedCents: 0, spentCents: cost }, t / shoppers.length);
    let best: AllocationOption | null = null;
    let highest = 0;
    for (const option of options) {
      const needed = option.costsCents[0]!;
      const score = option.deltaCents - price * needed;
      // What the budget cannot pay in full is masked, as in a draw.
      if (score <= highest || cost + needed > limitCents) continue;
      highest = score;
      best = option;
    }
    delta += best?.deltaCents ?? 0;
    cost += best?.costsCents[0] ?? 0;
  }
  return { delta, cost };
}

function byWorth(shoppers: readonly (readonly AllocationOption[])[]) {
  const worth = (options: readonly AllocationOption[]) =>
    Math.max(...options.map(({ deltaCents }) => deltaCents));
  return [...shoppers].sort((a, b) => worth(b) - worth(a));
}
