import type { AccountFacts } from '../facts.ts';

/** One fact that a rule may read. Always a finite number when a rule sees it, so that no comparison can fail. */
export interface RuleField {
  readonly name: string;
  readonly meaning: string;
  /** Values that the linter tries each cell with: the ends and the middle of what occurs. */
  readonly samples: readonly number[];
  readonly of: (facts: AccountFacts) => number;
}

/** What stands in for "never": longer than any shop has traded. */
export const never = 99_999;

/**
 * Everything a rule can ask. Country and region are not here: places are the notice table's business, and a proxy of
 * a protected attribute must not enter eligibility.
 */
export const ruleFields: readonly RuleField[] = [
  field('churnRisk', 'probability of no order within the horizon, 0 to 1', [0, 0.5, 1], (f) => f.churnRisk),
  field('clvCents', 'CLV_u in minor units', [0, 20_000, 1_000_000], (f) => f.clvCents),
  field('srCents', 'SR_u in minor units', [0, 20_000, 1_000_000], (f) => f.srCents),
  field('orderCount', 'orders so far', [0, 1, 2, 50], (f) => f.orderCount),
  field(
    'daysSinceLastOrder',
    `days; ${never} without an order`,
    [0, 45, 400, never],
    (f) => f.daysSinceLastOrder ?? never,
  ),
  field(
    'usualGapDays',
    `median days between orders; ${never} below two orders`,
    [1, 40, never],
    (f) => f.usualGapDays ?? never,
  ),
  field('tenureDays', 'days since the first order; 0 without one', [0, 90, 3_000], (f) => f.tenureDays ?? 0),
  field('accountAgeDays', 'days since the account was made', [0, 90, 3_000], (f) => f.accountAgeDays),
  field('spendYearCents', 'spent in the last 365 days, minor units', [0, 20_000], (f) => f.spendYearCents),
  field('meanOrderCents', 'mean order, minor units', [0, 6_000, 90_000], (f) => f.meanOrderCents ?? 0),
  field('marginRate', 'margin as a share of revenue, 0 to 1', [0, 0.4, 1], (f) => f.marginRate),
  field(
    'discountShare',
    'share of list value that was discounted, 0 to 1',
    [0, 0.2, 1],
    (f) => f.discountShare,
  ),
  field('returnedShare', 'share of revenue refunded, 0 to 1', [0, 0.2, 1], (f) => f.returnedShare),
  field('returnCount', 'returns so far', [0, 1, 20], (f) => f.returnCount),
  field('visits30', 'visits in the last 30 days', [0, 3, 100], (f) => f.visits30),
  field('cartAdds30', 'products put in the cart in the last 30 days', [0, 2, 50], (f) => f.cartAdds30),
  field('offersGranted', 'personal offers given so far', [0, 1, 20], (f) => f.offersGranted),
  field('offersRedeemed', 'personal offers used so far', [0, 1, 20], (f) => f.offersRedeemed),
  field('loyaltyPoints', 'balance of loyalty points', [0, 500, 20_000], (f) => f.loyaltyPoints),
];

export type RuleInput = Readonly<Record<string, number>>;

/**
 * What the rules see of a shopper.
 * @throws RangeError when a fact is not a finite number: a rule over it would fail silently and fall through.
 */
export function ruleInputOf(facts: AccountFacts): RuleInput {
  const input: Record<string, number> = {};
  for (const { name, of } of ruleFields) {
    const value = of(facts);
    if (!Number.isFinite(value)) throw new RangeError(`account fact ${name} is not a finite number`);
    input[name] = value;
  }
  return input;
}

function field(
  name: string,
  meaning: string,
  samples: readonly number[],
  of: (facts: AccountFacts) => number,
): RuleField {
  return { name, meaning, samples, of };
}
