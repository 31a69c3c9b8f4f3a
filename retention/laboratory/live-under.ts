import { SeededRandom } from '../../core/seeded-random.ts';
import { mayGet } from './campaign.ts';
import { percentOfAction } from './laboratory-offer.ts';
import type { LaboratoryPolicy, Reachable } from './laboratory-policy.ts';
import type { OfferRow } from './offer-row.ts';
import { laterDays, outcomeOf, type Past } from './past.ts';
import { Till } from './till.ts';
import { nature, type World } from './world.ts';

/** What a policy came to, as means over all shoppers of the shop; minor units. */
export interface PolicyOutcome {
  /** CLV over the months: the sum of R. */
  readonly clvCents: number;
  /** SR over the months: the sum of R_k / k, k from the first purchase after day 0. */
  readonly srCents: number;
  readonly marginCents: number;
  /** Discounts that offers cost, which is what the budget pays. */
  readonly budgetCents: number;
  readonly offers: number;
  readonly redeemed: number;
}

/**
 * Lives the months after day 0 under a policy; `past` is left as it was.
 * @param budgetCents of a period, for all shoppers of `past`.
 */
export function liveUnder(
  policy: LaboratoryPolicy,
  past: Past,
  world: World,
  months: number,
  seed: string,
  budgetCents: number,
): PolicyOutcome {
  const lives = past.lives.map((life) => life.copy());
  const tills = lives.map(() => new Till());
  const end = months * nature.periodDays;
  const random = new SeededRandom(seed);
  const log: { shopper: number; draw: Omit<OfferRow, keyof ReturnType<typeof outcomeOf>> }[] = [];
  let offers = 0;
  for (let month = 0; month < months; month++) {
    const day = month * nature.periodDays;
    const places: number[] = [];
    const reachable: Reachable[] = [];
    lives.forEach((life, i) => {
      if (!mayGet(life, day)) return;
      places.push(i);
      reachable.push({
        life,
        facts: life.account.factsAt(day),
        offers180: life.account.grantsWithin(day, 180),
      });
    });
    const given = policy.decide({
      month,
      day,
      daysLeft: end - day,
      world,
      prices: past.prices,
      reachable,
      random,
      budgetCents,
      matured: () =>
        log
          .filter(({ draw }) => draw.day + nature.periodDays + laterDays <= day)
          .map(({ shopper, draw }) => ({ ...draw, ...outcomeOf(tills[shopper]!, draw.day) })),
    });
    given.forEach(({ action, propensities }, at) => {
      const { life, facts, offers180 } = reachable[at]!;
      log.push({
        shopper: places[at]!,
        draw: { shopper: life.shopper.id, day, facts, offers180, action, propensities },
      });
      if (action === 0) return;
      offers++;
      life.give(world, day, percentOfAction(action));
    });
    lives.forEach((life, i) => {
      life.liveUntil(world, past.prices, day + nature.periodDays, {
        order: (_, order) => tills[i]!.add(order),
      });
    });
  }
  const sums = tills.map((till) => till.between(0, end));
  const mean = (of: (sums: ReturnType<Till['between']>) => number) =>
    sums.reduce((total, one) => total + of(one), 0) / sums.length;
  return {
    clvCents: mean(({ revenueCents }) => revenueCents),
    srCents: mean(({ sr }) => sr),
    marginCents: mean(({ marginCents }) => marginCents),
    budgetCents: mean(({ offerCostCents }) => offerCostCents),
    offers: offers / sums.length,
    redeemed: mean(({ redeemed }) => redeemed),
  };
}
