import type { ProductWeeks } from './product-weeks.ts';

export const priceRefusalCodes = [
  'too_few_weeks',
  'too_few_purchases',
  'many_prices',
  'price_never_moved',
  'too_few_spells',
] as const;

/** Why nothing can be said of how a product's demand answers its price. */
export interface PriceRefusal {
  readonly code: (typeof priceRefusalCodes)[number];
  /** One sentence. */
  readonly text: string;
}

/** What a product must have shown before its elasticity is estimated. */
export const priceNeeds = {
  weeks: 12,
  purchases: 40,
  logDeviation: 0.02,
  spells: 5,
  atOnePrice: 0.8,
} as const;

/** Longest run of weeks that counts as one observation of a price. */
const spellWeeks = 4;

/**
 * Runs of weeks with one price (within half a percent), cut at four weeks: the clusters of the standard errors, since
 * it is a spell, not a week, that a price is set for.
 * @returns the spell of every week, from 0.
 */
export function priceSpells(prices: Float64Array): Int32Array {
  const spells = new Int32Array(prices.length);
  let spell = 0;
  let began = 0;
  for (let week = 1; week < prices.length; week++) {
    const moved = Math.abs(Math.log(prices[week]! / prices[began]!)) > 0.005;
    if (moved || week - began >= spellWeeks) {
      spell++;
      began = week;
    }
    spells[week] = spell;
  }
  return spells;
}

/** null: the product can be estimated. */
export function priceRefusal({ purchases, prices, atOnePrice }: ProductWeeks): PriceRefusal | null {
  const weeks = purchases.length;
  const total = purchases.reduce((sum, count) => sum + count, 0);
  if (weeks < priceNeeds.weeks)
    return {
      code: 'too_few_weeks',
      text: `sold over ${weeks} weeks; at least ${priceNeeds.weeks} are needed`,
    };
  if (total < priceNeeds.purchases)
    return {
      code: 'too_few_purchases',
      text: `bought ${total} times; at least ${priceNeeds.purchases} are needed`,
    };
  if (atOnePrice < priceNeeds.atOnePrice)
    return {
      code: 'many_prices',
      text: `only ${(100 * atOnePrice).toFixed(0)} % of its sales were within 5 % of their week's price: who buys moves the price, so that its changes say nothing; at least ${100 * priceNeeds.atOnePrice} % is needed`,
    };
  const deviation = logDeviation(prices);
  if (deviation < priceNeeds.logDeviation)
    return {
      code: 'price_never_moved',
      text:
        deviation < 1e-9
          ? 'its price never moved: nothing is known of how demand answers it'
          : `its price moved by ${(100 * deviation).toFixed(1)} % (standard deviation); at least ${100 * priceNeeds.logDeviation} % is needed`,
    };
  const levels = new Set(prices.map((price) => Math.round(Math.log(price) * 100))).size;
  const spells = (priceSpells(prices).at(-1) ?? 0) + 1;
  if (levels < 2 || spells < priceNeeds.spells)
    return {
      code: 'too_few_spells',
      text: `its price stood for ${spells} spells; at least ${priceNeeds.spells} are needed`,
    };
  return null;
}

function logDeviation(prices: Float64Array): number {
  const logs = prices.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
}
