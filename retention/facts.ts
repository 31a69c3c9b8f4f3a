/**
 * What the money policy may know of a shopper: account facts frozen at the start of a period, all from strictly
 * before it. Everything that eligibility, scores, probabilities and the seed read is in here and nowhere else.
 *
 * Never add what a conversation says or how long it lasts (text, vector, topic, sentiment, fused risk, number of
 * turns): then a threat to leave could buy a discount. Never add a protected attribute or a proxy of one. `country`
 * and `region` serve the law of the place alone; rules cannot read them (see `ruleInputOf`).
 *
 * Amounts are minor units of the shop's currency. Days are 24-hour days and may be fractions. Stored as JSON.
 */
export interface AccountFacts {
  /** 2 from when lifetime models were: it holds `residual`. */
  readonly version: 1 | 2;
  /** Start of the period, ISO 8601 UTC: nothing at or after this moment counts. */
  readonly asOf: string;
  /** ISO 3166-1 alpha-2; the shop's own when the shopper's is unknown. */
  readonly country: string;
  /** Subdivision without the country's prefix ('NY'), when it is known. */
  readonly region: string | null;
  readonly currency: string;

  /** Days since the account was made; 0 for one made within the period. */
  readonly accountAgeDays: number;
  /** Orders not cancelled by `asOf`. */
  readonly orderCount: number;
  /** Repeat orders, x of BG/NBD: orderCount - 1, at least 0. */
  readonly frequency: number;
  /** First order to last order (t_x of BG/NBD); null without an order. */
  readonly recencyDays: number | null;
  /** First order to `asOf` (T of BG/NBD); null without an order. */
  readonly tenureDays: number | null;
  readonly daysSinceLastOrder: number | null;
  /** Median gap between this shopper's own orders; null below two orders. */
  readonly usualGapDays: number | null;

  /** CLV_u = sum of R_u^t: merchandise paid, after discounts and refunds, without tax and shipping. */
  readonly clvCents: number;
  /** SR_u = sum of R_u^t / t over purchases t = 1, 2, ... in order of time; rounded once, at the end. */
  readonly srCents: number;
  /** The same R over the 365 days before `asOf`. */
  readonly spendYearCents: number;
  /** CLV_u / orderCount, rounded; null without an order. */
  readonly meanOrderCents: number | null;
  /** R minus unit cost of what was kept, over all orders. */
  readonly marginCents: number;
  /** marginCents / clvCents in [0, 1]; the shop's declared rate without revenue. */
  readonly marginRate: number;
  /** Mean of what this shopper paid for shipping per order; null without an order. */
  readonly meanShippingCents: number | null;
  /** Discounts / list value of everything bought, in [0, 1]. */
  readonly discountShare: number;
  /** Refunds / merchandise paid before refunds, in [0, 1]. */
  readonly returnedShare: number;
  readonly returnCount: number;

  /** Browsing in the 30 days before `asOf`. */
  readonly visits30: number;
  readonly cartAdds30: number;

  /** Earlier grants: past offers are inputs of any honest response model. */
  readonly offersGranted: number;
  readonly offersRedeemed: number;
  /** Balance when the snapshot was taken. */
  readonly loyaltyPoints: number;

  /** Probability of no order within the horizon, from behaviour alone, features strictly before `asOf`. */
  readonly churnRisk: number;
  /** That horizon in days: a shop's model may look further ahead than another's. Left out: 90. */
  readonly churnHorizonDays?: number;
  /** Which model said so. */
  readonly churnModel: string;

  /**
   * What the shop's lifetime model expected, fitted before `asOf` and asked as of then: told beside CLV and SR, in no score
   * until randomised arms of 180 days have measured how offers change it. null: no such model; left out in version 1.
   */
  readonly residual?: {
    /** Probability that they had not left for good. */
    readonly aliveProbability: number;
    /** Discounted margin of twelve months. */
    readonly cents: number;
    /** Which fit said so. */
    readonly model: string;
  } | null;
}
