/** What can be promised to be free; `anything` covers gifts, a second piece, the whole order. */
export type FreeThing = 'shipping' | 'returns' | 'anything';

/**
 * What a turn knows to be true about money. Anything about money that a text says beyond it is invented.
 * Every list may be left out: then nothing of that kind may be said.
 */
export interface MoneyFacts {
  /** Percentages of live grants and public promotions; 20 stands for 20 %. */
  readonly percents?: readonly number[];
  /** Amounts that may be named: prices, order totals, refunds, thresholds, most that an offer saves. */
  readonly amounts?: readonly { readonly cents: number; readonly currency: string }[];
  /** Codes of live grants and public promotions. */
  readonly codes?: readonly string[];
  /** Loyalty points that may be named. */
  readonly points?: readonly number[];
  /** What is really free in this turn. */
  readonly free?: readonly FreeThing[];
  /** Order, return and tracking numbers and other names that look like codes and are not. */
  readonly numbers?: readonly string[];
  /**
   * Texts of the shop itself (articles, product descriptions, offer names, notices) of this turn: what they say about
   * money may be repeated. Never a shopper's words or a review.
   */
  readonly sources?: readonly string[];
}

export const noMoneyFacts: MoneyFacts = {};
