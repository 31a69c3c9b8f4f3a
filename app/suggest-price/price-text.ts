import type { PriceAdvice, PriceReport } from '../../retention/price/suggest-prices.ts';
import { priceWarnings } from './price-warnings.ts';

/** A report for a terminal: the surest gains first, then the rest by sales. */
export function priceText(
  report: PriceReport,
  read: {
    readonly lines: number;
    readonly returns: number;
    readonly unpriced: number;
    readonly unnamed: number;
  },
  show: number,
): string {
  const { products, spread, answered, refused, suggested } = report;
  const known = products.filter(({ elasticity }) => elasticity !== null);
  const ordered = [...known].sort((a, b) => gainOf(b) - gainOf(a) || b.purchases - a.purchases);
  const reasons = new Map<string, number>();
  for (const { refusal } of products)
    if (refusal) reasons.set(refusal.code, (reasons.get(refusal.code) ?? 0) + 1);
  return `${[
    `${read.lines} sold lines (left out: ${read.returns} returns, ${read.unpriced} without a price, ${read.unnamed} without a product)`,
    `${answered} products answered, ${refused} refused${refused > 0 ? ` (${[...reasons].map(([code, n]) => `${n} ${code}`).join(', ')})` : ''}, ${suggested} with a suggestion`,
    ...(spread
      ? [
          `elasticity over products: mean ${spread.mean.toFixed(2)} (standard error ${spread.standardErrorOfMean.toFixed(2)}), products differ by ${spread.deviation.toFixed(2)}`,
        ]
      : []),
    ...priceWarnings(report).map((warning) => `! ${warning}`),
    '',
    ...(known.length > 0 ? [heading, ...ordered.slice(0, show).map(line)] : []),
  ].join('\n')}\n`;
}

const heading = `${'product'.padEnd(36)}${'price'.padStart(9)}${'  elasticity [95 %]'.padEnd(28)}${'suggested'.padStart(9)}   margin a week`;

function line({ product, price, elasticity, suggestion }: PriceAdvice): string {
  const { estimate, lower, upper } = elasticity!;
  return [
    product.slice(0, 34).padEnd(36),
    price.toFixed(2).padStart(9),
    `  ${estimate.toFixed(2)} [${lower.toFixed(2)}, ${upper.toFixed(2)}]`.padEnd(28),
    (suggestion ? suggestion.price.toFixed(2) : '-').padStart(9),
    suggestion
      ? `   +${suggestion.gain.toFixed(2)} [${suggestion.gainLower.toFixed(2)}, ${suggestion.gainUpper.toFixed(2)}]`
      : '',
  ].join('');
}

function gainOf({ suggestion }: PriceAdvice): number {
  return suggestion?.gainLower ?? 0;
}
