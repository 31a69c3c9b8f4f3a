import { normal, poisson, uniform } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { SoldLineAt } from '../../../retention/price/product-weeks.ts';

const weekMs = 7 * 86_400_000;
const start = Date.UTC(2025, 0, 6);

/**
 * Sales with known elasticities: every product's price moves every few weeks by up to a fifth, all products share the
 * seasons, and purchases scatter more than Poisson.
 */
export function pricedWorld(
  seed: string,
  {
    products = 40,
    weeks = 70,
    perWeek = 25,
    elasticity = -1.8,
    scatter = 0.6,
    moves = true,
  }: {
    products?: number;
    weeks?: number;
    perWeek?: number;
    elasticity?: number;
    scatter?: number;
    moves?: boolean;
  } = {},
): { lines: SoldLineAt[]; truth: Map<string, number> } {
  const random = new SeededRandom(seed);
  const season = Array.from({ length: weeks }, (_, week) => 0.4 * Math.sin(week / 8) + 0.1 * normal(random));
  const lines: SoldLineAt[] = [];
  const truth = new Map<string, number>();
  for (let p = 0; p < products; p++) {
    const product = `p${p}`;
    const beta = elasticity + scatter * normal(random);
    truth.set(product, beta);
    const base = uniform(random, 5, 50);
    const level = perWeek * Math.exp(0.5 * normal(random));
    let change = 0;
    let left = 0;
    for (let week = 0; week < weeks; week++) {
      if (left-- <= 0) {
        // Sellers raise prices in season: what a naive regression takes for demand that likes high prices.
        change = moves ? 0.15 * season[week]! + uniform(random, -0.15, 0.15) : 0;
        left = 2 + random.nextInt(4);
      }
      const mean = level * Math.exp(season[week]! + beta * change + 0.15 * normal(random));
      const count = poisson(random, mean);
      for (let i = 0; i < count; i++)
        lines.push({
          product,
          at: start + week * weekMs + random.nextInt(weekMs),
          quantity: 1 + random.nextInt(3),
          unitPrice: base * Math.exp(change),
          unitCost: base * 0.5,
        });
    }
  }
  return { lines, truth };
}
