import type { PriceReport } from '../../retention/price/suggest-prices.ts';

/** What a reader of suggestions has to know beside them; empty when there is nothing. */
export function priceWarnings({ products, spread }: PriceReport): string[] {
  const known = products.filter(({ elasticity }) => elasticity !== null);
  const under = known.filter(({ price, unitCost }) => unitCost >= price);
  return [
    ...(known.some(({ costAssumed }) => costAssumed)
      ? ['unit costs are not in the file: the margin rate stands in, and suggestions hang on it']
      : []),
    ...(under.length > 0
      ? [
          `${under.length} of ${known.length} products cost no less than their price (the first: "${under[0]!.product}", cost ${under[0]!.unitCost.toFixed(2)}, price ${under[0]!.price.toFixed(2)}): are costs and prices in the same money?`,
        ]
      : []),
    // Where demand is inelastic every higher price pays, which no shop leaves lying; prices that follow demand look so.
    ...(spread && spread.mean > -1
      ? [
          `demand seems to mind prices little (mean elasticity ${spread.mean.toFixed(2)}, above -1): that is also how it looks where prices were raised when demand was high, and then suggestions to raise them lose money; try one on some products first`,
        ]
      : []),
  ];
}
