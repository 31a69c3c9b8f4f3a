import type { AccountFacts } from '../facts.ts';
import { priorChurnModel, priorChurnRisk, priorHorizonDays } from '../money/prior-churn-risk.ts';
import { momentOf } from './calendar.ts';
import { nature } from './world.ts';

/** An order as the shop books it; whole order, minor units. */
export interface LaboratoryOrder {
  readonly day: number;
  readonly listCents: number;
  readonly discountCents: number;
  readonly refundCents: number;
  readonly costCents: number;
  /** What brought the discount. */
  readonly by: 'offer' | 'sale' | 'code' | null;
  readonly late: boolean;
  readonly faulty: boolean;
}

/** What the shop sees of one shopper, kept up to date so that facts of any day cost little. */
export class Account {
  readonly #joinDay: number;
  readonly #country: string;
  #gaps: number[] = [];
  #recent: { day: number; kept: number }[] = [];
  #visitDays: number[] = [];
  #grantDays: number[] = [];
  #orders = 0;
  #firstDay = 0;
  #lastDay = 0;
  #kept = 0;
  #sr = 0;
  #margin = 0;
  #list = 0;
  #discount = 0;
  #refunds = 0;
  #returns = 0;
  #redeemed = 0;

  constructor(joinDay: number, country: string) {
    this.#joinDay = joinDay;
    this.#country = country;
  }

  /** An independent copy. */
  copy(): Account {
    const twin = new Account(this.#joinDay, this.#country);
    twin.#gaps = [...this.#gaps];
    twin.#recent = [...this.#recent];
    twin.#visitDays = [...this.#visitDays];
    twin.#grantDays = [...this.#grantDays];
    twin.#orders = this.#orders;
    twin.#firstDay = this.#firstDay;
    twin.#lastDay = this.#lastDay;
    twin.#kept = this.#kept;
    twin.#sr = this.#sr;
    twin.#margin = this.#margin;
    twin.#list = this.#list;
    twin.#discount = this.#discount;
    twin.#refunds = this.#refunds;
    twin.#returns = this.#returns;
    twin.#redeemed = this.#redeemed;
    return twin;
  }

  order(order: LaboratoryOrder): void {
    const paid = order.listCents - order.discountCents;
    const kept = paid - order.refundCents;
    if (this.#orders === 0) this.#firstDay = order.day;
    else this.#gaps.push(order.day - this.#lastDay);
    this.#orders++;
    this.#lastDay = order.day;
    this.#recent.push({ day: order.day, kept });
    this.#visitDays.push(order.day);
    this.#kept += kept;
    this.#sr += kept / this.#orders;
    // What came back brought its cost back with it.
    this.#margin += kept - (paid > 0 ? order.costCents * (kept / paid) : order.costCents);
    this.#list += order.listCents;
    this.#discount += order.discountCents;
    this.#refunds += order.refundCents;
    if (order.refundCents > 0) this.#returns++;
    if (order.by === 'offer') this.#redeemed++;
  }

  visit(day: number): void {
    this.#visitDays.push(day);
  }

  grant(day: number): void {
    this.#grantDays.push(day);
  }

  get orderCount(): number {
    return this.#orders;
  }

  /** Offers given within the days before `day`. */
  grantsWithin(day: number, days: number): number {
    return countSince(this.#grantDays, day - days, day);
  }

  /** `priorChurnRisk`, the score a new shop starts with. */
  churnScore(day: number): number {
    return priorChurnRisk({
      orderCount: this.#orders,
      daysSinceLastOrder: this.#orders > 0 ? day - this.#lastDay : null,
      usualGapDays: median(this.#gaps),
    });
  }

  /** The snapshot of a period that starts at `day`; what follows is not in it. */
  factsAt(day: number): AccountFacts {
    const count = this.#orders;
    const paid = this.#list - this.#discount;
    const clvCents = Math.round(this.#kept);
    while (this.#recent.length > 0 && this.#recent[0]!.day < day - 365) this.#recent.shift();
    return {
      version: 1,
      asOf: momentOf(day).toISOString(),
      country: this.#country,
      region: null,
      currency: 'GBP',
      accountAgeDays: Math.max(0, day - this.#joinDay),
      orderCount: count,
      frequency: Math.max(0, count - 1),
      recencyDays: count > 0 ? this.#lastDay - this.#firstDay : null,
      tenureDays: count > 0 ? day - this.#firstDay : null,
      daysSinceLastOrder: count > 0 ? day - this.#lastDay : null,
      usualGapDays: median(this.#gaps),
      clvCents,
      srCents: Math.round(this.#sr),
      spendYearCents: Math.round(this.#recent.reduce((sum, { kept }) => sum + kept, 0)),
      meanOrderCents: count > 0 ? Math.round(this.#kept / count) : null,
      marginCents: Math.round(this.#margin),
      marginRate: this.#kept > 0 ? Math.min(1, Math.max(0, this.#margin / this.#kept)) : nature.marginRate,
      meanShippingCents: count > 0 ? 0 : null,
      discountShare: this.#list > 0 ? this.#discount / this.#list : 0,
      returnedShare: paid > 0 ? Math.min(1, this.#refunds / paid) : 0,
      returnCount: this.#returns,
      visits30: countSince(this.#visitDays, day - 30, day),
      cartAdds30: 0,
      offersGranted: this.#grantDays.length,
      offersRedeemed: this.#redeemed,
      loyaltyPoints: 0,
      churnRisk: this.churnScore(day),
      churnHorizonDays: priorHorizonDays,
      churnModel: priorChurnModel,
    };
  }
}

/** How many of the rising days lie in [from, to). */
function countSince(days: readonly number[], from: number, to: number): number {
  let count = 0;
  for (let i = days.length - 1; i >= 0 && days[i]! >= from; i--) if (days[i]! < to) count++;
  return count;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
