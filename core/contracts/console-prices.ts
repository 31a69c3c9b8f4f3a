import type { Localised } from './storefront.ts';

/** What the page Prices shows. Amounts are minor units (fractions where they are estimates); times are ISO 8601. */

interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** What another price is expected to add to a week's margin. */
export interface PricePoint {
  readonly priceCents: number;
  readonly gain: Interval;
}

export interface PricedProduct {
  readonly id: string;
  readonly name: Localised;
  readonly priceCents: number;
  readonly purchases: number;
  /** Percent more purchases for one percent more price. */
  readonly elasticity: Interval;
  /** The product's unit cost is not known: the shop's margin rate stands in. */
  readonly costAssumed: boolean;
  /** null: no other price is surely better. */
  readonly suggestion: PricePoint | null;
  /** In order of price, over what was asked before. */
  readonly curve: readonly PricePoint[];
}

export interface PricesView {
  readonly asOf: string;
  /** Sold lines of the last two years. */
  readonly lines: number;
  /** Those with a suggestion first, the surest gain first; then by sales. At most 200. */
  readonly products: readonly PricedProduct[];
  readonly answered: number;
  /** How many products were refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly spread: { readonly mean: number; readonly standardErrorOfMean: number } | null;
}
