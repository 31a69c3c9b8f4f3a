import type { PricePoint, PricesView } from '../../core/contracts/console-prices.ts';
import type { MarginPoint } from '../../retention/price/margin-curve.ts';
import { type PriceAdvice, suggestPrices } from '../../retention/price/suggest-prices.ts';
import type { Queryable } from '../postgres/database.ts';
import { soldLinesOfShop } from '../postgres/sold-lines.ts';

const lookBackMs = 2 * 365 * 86_400_000;
const mostProducts = 200;

/** How demand answered a shop's own past changes of price, and where another price would earn more. */
export async function pricesOfShop(queryable: Queryable, shopId: string, now: Date): Promise<PricesView> {
  const since = new Date(now.getTime() - lookBackMs);
  const { lines, names, marginRate } = await soldLinesOfShop(queryable, shopId, since);
  const { products, spread, answered } = suggestPrices(lines, marginRate);
  const refused: Record<string, number> = {};
  for (const { refusal } of products) if (refusal) refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
  return {
    asOf: now.toISOString(),
    lines: lines.length,
    products: products
      .filter(({ elasticity }) => elasticity !== null)
      .sort(
        (a, b) =>
          (b.suggestion?.gainLower ?? 0) - (a.suggestion?.gainLower ?? 0) || b.purchases - a.purchases,
      )
      .slice(0, mostProducts)
      .map((advice) => {
        const name = names.get(advice.product) ?? { en: advice.product, zh: advice.product };
        return {
          id: advice.product,
          name,
          priceCents: Math.round(advice.price),
          purchases: advice.purchases,
          elasticity: intervalOf(advice),
          costAssumed: advice.costAssumed,
          suggestion: advice.suggestion && pointOf(advice.suggestion),
          curve: advice.curve!.filter((_, i) => i % 3 === 0).map(pointOf),
        };
      }),
    answered,
    refused,
    spread: spread && { mean: spread.mean, standardErrorOfMean: spread.standardErrorOfMean },
  };
}

function intervalOf({ elasticity }: PriceAdvice) {
  const { estimate, lower, upper } = elasticity!;
  return { estimate, lower, upper };
}

function pointOf({ price, gain, gainLower, gainUpper }: MarginPoint): PricePoint {
  return { priceCents: Math.round(price), gain: { estimate: gain, lower: gainLower, upper: gainUpper } };
}
