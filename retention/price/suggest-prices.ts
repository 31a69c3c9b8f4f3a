import { quantileOfSorted } from '../numerics/quantile-of-sorted.ts';
import { tTest } from '../numerics/t-test.ts';
import { type Elasticity, fitElasticities } from './fit-elasticities.ts';
import { type MarginPoint, marginCurve } from './margin-curve.ts';
import { type PriceRefusal, priceRefusal } from './price-refusal.ts';
import { type ProductWeeks, productWeeks, type SoldLineAt } from './product-weeks.ts';
import { type ElasticitySpread, type ShrunkElasticity, shrinkElasticities } from './shrink-elasticities.ts';

/** What is known of a product's price, and what could be tried. */
export interface PriceAdvice {
  readonly product: string;
  readonly purchases: number;
  readonly weeks: number;
  readonly price: number;
  /** 5 % and 95 % of the weekly prices: the range that is looked at. */
  readonly lowestPrice: number;
  readonly highestPrice: number;
  readonly unitCost: number;
  /** The cost is not known: the declared margin rate stands in. */
  readonly costAssumed: boolean;
  /** From this product's own weeks; null: refused. */
  readonly own: (Elasticity & { readonly lower: number; readonly upper: number }) | null;
  /** Drawn towards the others; null: refused. */
  readonly elasticity: ShrunkElasticity | null;
  readonly curve: readonly MarginPoint[] | null;
  /** The price with the surest gain of margin; null: none whose interval lies above zero, or refused. */
  readonly suggestion: MarginPoint | null;
  readonly refusal: PriceRefusal | null;
}

export interface PriceReport {
  readonly products: readonly PriceAdvice[];
  readonly spread: ElasticitySpread | null;
  readonly answered: number;
  readonly refused: number;
  readonly suggested: number;
}

/** Least change of price that is worth a label, and largest that is suggested at once, as shares. */
const leastChange = 0.01;
const largestStep = 0.1;
/** How far the curve is drawn to either side of today's price, within what was asked, as a share. */
const drawnTo = 0.25;

/**
 * Elasticity, margin curve and, where it is sure enough, another price for each product: one price for everybody, a
 * suggestion that somebody decides on. The suggestion is the price with the highest lower bound of gained margin, if that
 * is above zero, among those that were asked before and are at most a tenth away: past changes were not drawn by lot,
 * so a small step and another look are worth more than the formula's far end.
 * @param marginRate of products whose unit cost is not known, in [0, 1).
 */
export function suggestPrices(lines: readonly SoldLineAt[], marginRate: number): PriceReport {
  const products = productWeeks(lines);
  const refusals = products.map(priceRefusal);
  const fit = products.filter((_, i) => refusals[i] === null);
  const raw = fitElasticities(fit);
  const { shrunk, spread } = shrinkElasticities(raw);
  let next = 0;
  const advice = products.map((product, i) => {
    const refusal = refusals[i]!;
    if (refusal) return { ...aboutOf(product, marginRate), ...nothingKnown, refusal };
    const at = next++;
    return { ...aboutOf(product, marginRate), ...known(product, raw[at]!, shrunk[at]!, marginRate) };
  });
  return {
    products: advice,
    spread,
    answered: fit.length,
    refused: products.length - fit.length,
    suggested: advice.filter(({ suggestion }) => suggestion !== null).length,
  };
}

const nothingKnown = { own: null, elasticity: null, curve: null, suggestion: null } as const;

function aboutOf(product: ProductWeeks, marginRate: number) {
  const { purchases, prices, unitCost } = product;
  const price = prices.at(-1)!;
  // A slip of the till in one week must not stretch the range.
  const asked = prices.filter((_, week) => purchases[week]! > 0).sort();
  return {
    product: product.product,
    purchases: purchases.reduce((sum, count) => sum + count, 0),
    weeks: purchases.length,
    price,
    lowestPrice: Math.min(price, quantileOfSorted(asked, 0.05)),
    highestPrice: Math.max(price, quantileOfSorted(asked, 0.95)),
    unitCost: unitCost ?? price * (1 - marginRate),
    costAssumed: unitCost === null,
  };
}

function known(product: ProductWeeks, own: Elasticity, elasticity: ShrunkElasticity, marginRate: number) {
  const { price, lowestPrice, highestPrice, unitCost } = aboutOf(product, marginRate);
  const [low, high] = tInterval(own);
  const recent = product.purchases.subarray(-8);
  const units = (recent.reduce((sum, count) => sum + count, 0) / recent.length) * product.unitsPerPurchase;
  const today = { price, units, unitCost };
  const within = (share: number) => ({
    from: Math.max(lowestPrice, price * (1 - share)),
    to: Math.min(highestPrice, price * (1 + share)),
  });
  const curve = marginCurve(today, within(drawnTo), elasticity);
  const best = marginCurve(today, within(largestStep), elasticity).reduce((a, b) =>
    b.gainLower > a.gainLower ? b : a,
  );
  const worthwhile = best.gainLower > 0 && Math.abs(best.price / price - 1) >= leastChange;
  return {
    own: { ...own, lower: low, upper: high },
    elasticity,
    curve,
    suggestion: worthwhile ? best : null,
    refusal: null,
  };
}

function tInterval({ estimate, standardError, degreesOfFreedom }: Elasticity): [number, number] {
  const { lower, upper } = tTest(estimate, standardError, degreesOfFreedom);
  return [lower, upper];
}
