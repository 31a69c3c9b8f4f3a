import { Account, type LaboratoryOrder } from './account.ts';
import type { LatentShopper } from './latent-shopper.ts';
import type { Occasions } from './occasions.ts';
import { type PricePath, salePercentAt } from './price-path.ts';
import { offerMultiplier, saleMultiplier } from './response.ts';
import { nature, type World } from './world.ts';

/** What happens in a life, for whoever records it. */
export interface LifeEvents {
  order?(shopper: LatentShopper, order: LaboratoryOrder, grudge: number): void;
  visit?(shopper: LatentShopper, day: number, grudge: number): void;
  left?(shopper: LatentShopper, day: number, grudge: number): void;
}

interface OpenOffer {
  readonly percent: number;
  readonly untilDay: number;
  readonly churnScore: number;
}

/**
 * One shopper's life, stepped forward in time. Purchases follow the thinned process of `Occasions`; the grudge of late
 * and faulty parcels fades and raises the hazard of leaving (constant between two moments); leaving is for good.
 */
export class Life {
  readonly shopper: LatentShopper;
  readonly account: Account;
  readonly #occasions: Occasions;
  #next = 0;
  #day: number;
  #hazard = 0;
  #grudge = 0;
  #fatigue = 0;
  /** Purchases made early that are still to be left out. */
  #debt = 0;
  #offer: OpenOffer | null = null;
  leftDay: number | null = null;

  constructor(
    shopper: LatentShopper,
    occasions: Occasions,
    account = new Account(shopper.joinDay, shopper.country),
  ) {
    this.shopper = shopper;
    this.account = account;
    this.#occasions = occasions;
    this.#day = shopper.joinDay;
  }

  /** The same life from here on, for another policy. */
  copy(): Life {
    const twin = new Life(this.shopper, this.#occasions, this.account.copy());
    twin.#next = this.#next;
    twin.#day = this.#day;
    twin.#hazard = this.#hazard;
    twin.#grudge = this.#grudge;
    twin.#fatigue = this.#fatigue;
    twin.#debt = this.#debt;
    twin.#offer = this.#offer;
    twin.leftDay = this.leftDay;
    return twin;
  }

  /** The hidden state that an oracle may read. */
  get hidden(): { alive: boolean; grudge: number; fatigue: number } {
    return { alive: this.leftDay === null, grudge: this.#grudge, fatigue: this.#fatigue };
  }

  /** Opens a personal offer for one period. */
  give(world: World, day: number, percent: number): void {
    this.#offer = { percent, untilDay: day + nature.periodDays, churnScore: this.account.churnScore(day) };
    this.account.grant(day);
    // Whoever has left reads nothing any more.
    if (this.leftDay === null) this.#fatigue += world.fatiguePerOffer;
  }

  /** Lives on until `untilDay`, exclusive. */
  liveUntil(world: World, prices: PricePath, untilDay: number, events: LifeEvents = {}): void {
    if (this.leftDay !== null || this.#day >= untilDay) return;
    const { day } = this.#occasions;
    while (this.#next < this.#occasions.count && day[this.#next]! < untilDay) {
      if (!this.#age(day[this.#next]!, events)) return;
      this.#occasion(this.#next++, world, prices, events);
    }
    this.#age(untilDay, events);
  }

  /** Time passes: hazard adds up, grudge and fatigue fade. @returns false when they left meanwhile. */
  #age(day: number, events: LifeEvents): boolean {
    const days = day - this.#day;
    const rate = this.shopper.leaveHazardPerDay * Math.exp(nature.grudgeHazard * this.#grudge);
    if (this.#hazard + rate * days >= this.#occasions.leaveAt) {
      this.leftDay = this.#day + (this.#occasions.leaveAt - this.#hazard) / rate;
      events.left?.(this.shopper, this.leftDay, this.#grudge);
      return false;
    }
    this.#hazard += rate * days;
    this.#grudge *= 0.5 ** (days / nature.grudgeHalfLifeDays);
    this.#fatigue *= 0.5 ** (days / nature.fatigueHalfLifeDays);
    this.#day = day;
    return true;
  }

  #occasion(i: number, world: World, prices: PricePath, events: LifeEvents): void {
    const { shopper } = this;
    const at = this.#occasions;
    const day = at.day[i]!;
    if (this.#offer && day >= this.#offer.untilDay) this.#offer = null;
    const salePercent = salePercentAt(day);
    const offer = this.#offer;
    const price = prices.at(day);
    const base =
      price ** -nature.priceElasticity *
      (1 - Math.min(0.5, nature.fatigueRateLoss * this.#fatigue)) *
      (salePercent > 0 ? saleMultiplier(shopper.sensitivity, salePercent) : 1);
    const offered =
      offer === null
        ? base
        : Math.max(
            base,
            price ** -nature.priceElasticity *
              (1 - Math.min(0.5, nature.fatigueRateLoss * this.#fatigue)) *
              offerMultiplier(world, shopper.sensitivity, offer.churnScore, this.#fatigue, offer.percent),
          );
    const level = at.acceptance[i]! * nature.multiplierAtMost;
    const first = i === 0;
    if (!first && level >= offered) {
      if (at.visit[i]! < nature.visitShare) this.#visit(day, events);
      return;
    }
    if (first && at.acceptance[i]! === 1) {
      this.#visit(day, events);
      return;
    }
    const brought = !first && level >= base;
    if (!brought && this.#debt > 0) {
      // This one was made early, under an offer.
      this.#debt--;
      this.#visit(day, events);
      return;
    }
    if (brought && at.pulled[i]! < world.pulledForwardShare) this.#debt++;
    this.#buy(i, day, price, salePercent, events);
  }

  #buy(i: number, day: number, price: number, salePercent: number, events: LifeEvents): void {
    const at = this.#occasions;
    const { late, fault } = nature;
    const offer = this.#offer;
    const uses = offer !== null && at.use[i]! < nature.useShare && offer.percent >= salePercent;
    const { publicCode } = nature;
    const looks = this.account.orderCount === 0 ? publicCode.firstOrder : publicCode.laterOrder;
    const finds = at.code[i]! < looks * this.shopper.sensitivity;
    const publicPercent = Math.max(salePercent, finds ? publicCode.percent : 0);
    const percent = uses ? offer.percent : publicPercent;
    const listCents = Math.max(300, Math.round(this.shopper.meanBasketCents * at.basket[i]! * price));
    const discountCents = Math.round((listCents * percent) / 100);
    const isLate = at.parcel[i]! < late.share;
    const faulty = !isLate && at.parcel[i]! < late.share + fault.share;
    const order: LaboratoryOrder = {
      day,
      listCents,
      discountCents,
      refundCents: faulty && at.refund[i]! < fault.refundedShare ? listCents - discountCents : 0,
      // Unit costs do not follow the price.
      costCents: Math.round((listCents / price) * (1 - nature.marginRate)),
      by: uses ? 'offer' : salePercent > 0 ? 'sale' : percent > 0 ? 'code' : null,
      late: isLate,
      faulty,
    };
    if (uses) this.#offer = null;
    this.#grudge += isLate ? late.grudge : faulty ? fault.grudge : 0;
    this.account.order(order);
    events.order?.(this.shopper, order, this.#grudge);
  }

  #visit(day: number, events: LifeEvents): void {
    this.account.visit(day);
    events.visit?.(this.shopper, day, this.#grudge);
  }
}
