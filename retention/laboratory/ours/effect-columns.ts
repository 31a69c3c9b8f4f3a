import type { AccountFacts } from '../../facts.ts';
import { laboratoryActions, percentOfAction } from '../laboratory-offer.ts';
import { salePercentAt } from '../price-path.ts';
import { nature } from '../world.ts';

/** What effects are learnt from: account facts of the period's start and the calendar, nothing of a conversation. */
export interface ObservedShopper {
  readonly day: number;
  readonly facts: AccountFacts;
  readonly offers180: number;
}

/** Edges of the churn score's steps: what a smooth curve would blur. */
const riskEdges = [0.32, 0.4, 0.5, 0.65, 0.85];

/** Inputs of the log purchase rate without an offer; the first is the intercept. */
export function baseInputs({ day, facts, offers180 }: ObservedShopper): number[] {
  const orders = facts.orderCount;
  const silence = facts.daysSinceLastOrder ?? facts.accountAgeDays;
  const tenure = facts.tenureDays ?? facts.accountAgeDays;
  const gap = facts.usualGapDays ?? 90;
  const overdue = Math.log((silence + 7) / (gap + 7));
  return [
    1,
    Math.log1p(orders) - 1.4,
    Math.log((orders + 0.5) / (tenure + 45)) + 4.2,
    overdue,
    Math.max(0, overdue),
    Math.max(0, overdue - 1.1),
    Math.log1p(silence) - 4,
    Math.max(0, silence - 90) / 100,
    Math.log1p(facts.visits30) - 0.5,
    Number(facts.visits30 === 0),
    Number(facts.visits30 === 0) * Math.log1p(silence),
    Number(orders === 0),
    Number(orders === 1),
    Math.log(Math.max(500, facts.meanOrderCents ?? 5_000) / 5_000),
    facts.discountShare * 10,
    redeemedRate(facts) - 0.2,
    offers180 / 3,
    saleShare(day),
    ...riskSteps(facts.churnRisk),
  ];
}

/** Inputs of the log multiplier of an offer. */
export function effectInputs({ day, facts, offers180 }: ObservedShopper): number[] {
  return [
    1,
    shrunkenDiscount(facts) - 0.4,
    Math.max(0, shrunkenDiscount(facts) - 0.25),
    Math.max(0, shrunkenDiscount(facts) - 0.6),
    redeemedRate(facts) - 0.2,
    (facts.offersRedeemed + 0.4) / (facts.orderCount + 2) - 0.2,
    Math.log(Math.max(500, facts.meanOrderCents ?? 5_000) / 5_000),
    Math.log1p(facts.orderCount) - 1.4,
    offers180 / 3,
    saleShare(day),
    ...riskSteps(facts.churnRisk),
  ];
}

export const baseWidth = 18 + riskEdges.length;
export const effectWidth = 10 + riskEdges.length;
/** Base, an effect in proportion to the percentage, and each offer's own departure from that. */
export const rateWidth = baseWidth + effectWidth * laboratoryActions.length;

/** Writes the inputs of the log rate under an action. */
export function writeRateRow(shopper: ObservedShopper, action: number, into: Float64Array, at: number): void {
  into.set(baseInputs(shopper), at);
  into.fill(0, at + baseWidth, at + rateWidth);
  if (action === 0) return;
  const effect = effectInputs(shopper);
  const dose = percentOfAction(action) / 10;
  effect.forEach((value, j) => {
    into[at + baseWidth + j] = value * dose;
    into[at + baseWidth + effectWidth * action + j] = value;
  });
}

/** Redeemed of granted offers, drawn to a fifth where there are few. */
function redeemedRate(facts: AccountFacts): number {
  return (facts.offersRedeemed + 0.4) / (facts.offersGranted + 2);
}

/** Share of a full 10 % that their orders carried, drawn to the middle where there are few. */
function shrunkenDiscount(facts: AccountFacts): number {
  return (facts.discountShare * 10 * facts.orderCount + 0.4) / (facts.orderCount + 1);
}

function riskSteps(risk: number): number[] {
  return riskEdges.map((edge) => Number(risk >= edge));
}

/** Share of the period's days on which everybody has a discount anyway. */
const saleShare = remembered((day) => {
  let days = 0;
  for (let into = 0; into < nature.periodDays; into++) if (salePercentAt(day + into) > 0) days++;
  return days / nature.periodDays;
});

/** All shoppers of a period ask for the same day. */
function remembered(of: (day: number) => number): (day: number) => number {
  let last = { day: Number.NaN, value: Number.NaN };
  return (day) => {
    if (day !== last.day) last = { day, value: of(day) };
    return last.value;
  };
}
