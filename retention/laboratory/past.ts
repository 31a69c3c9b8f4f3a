import { weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { laboratoryActions, percentOfAction } from './laboratory-offer.ts';
import { drawLatentShoppers } from './latent-shopper.ts';
import { Life, type LifeEvents } from './life.ts';
import { drawOccasions } from './occasions.ts';
import type { OfferRow } from './offer-row.ts';
import { drawPricePath, type PricePath } from './price-path.ts';
import { Till } from './till.ts';
import { nature, type World } from './world.ts';

/** Days on which the past campaign drew an offer for whoever might get one: a year, and 120 days follow the last draw. */
export const campaignDays: readonly number[] = Array.from({ length: 12 }, (_, wave) => -450 + 30 * wave);
/** Its chances: two in five got nothing. */
export const campaignPropensities: readonly number[] = laboratoryActions.map((_, action) =>
  action === 0 ? 0.4 : 0.2,
);
/** Length of the look after the period at what was left out later. */
export const laterDays = 90;

/** A shop on day 0. */
export interface Past {
  readonly lives: readonly Life[];
  readonly prices: PricePath;
  /** The campaign's log with its outcomes. */
  readonly rows: readonly OfferRow[];
}

/**
 * The shop's history until day 0: who came, what they bought, and the randomised campaign.
 * @param untilDay how long the world will be used.
 */
export function livePast(
  seed: string,
  world: World,
  shopperCount: number,
  untilDay: number,
  events: LifeEvents = {},
): Past {
  const prices = drawPricePath(seed, untilDay);
  const rows: OfferRow[] = [];
  const lives = drawLatentShoppers(seed, shopperCount).map((shopper) => {
    const life = new Life(shopper, drawOccasions(seed, shopper, untilDay));
    const random = new SeededRandom(`${seed}/campaign/${shopper.index}`);
    const till = new Till();
    const recording: LifeEvents = {
      visit: (...what) => events.visit?.(...what),
      left: (...what) => events.left?.(...what),
      order(who, order, grudge) {
        till.add(order);
        events.order?.(who, order, grudge);
      },
    };
    const draws: Pick<OfferRow, 'day' | 'facts' | 'offers180' | 'action'>[] = [];
    for (const day of campaignDays) {
      life.liveUntil(world, prices, day, recording);
      const drawn = weightedIndex(random, campaignPropensities);
      if (!mayGet(life, day)) continue;
      const { account } = life;
      draws.push({
        day,
        facts: account.factsAt(day),
        offers180: account.grantsWithin(day, 180),
        action: drawn,
      });
      if (drawn > 0) life.give(world, day, percentOfAction(drawn));
    }
    life.liveUntil(world, prices, 0, recording);
    rows.push(
      ...draws.map((draw) => ({
        ...draw,
        ...outcomeOf(till, draw.day),
        shopper: shopper.id,
        propensities: campaignPropensities,
      })),
    );
    return life;
  });
  return { lives, prices, rows };
}

/** Personal offers go to consenting shoppers with an account. */
export function mayGet({ shopper }: Life, day: number): boolean {
  return shopper.consents && shopper.joinDay < day;
}

/** What a period brought and what the sixty days after it did. */
export function outcomeOf(
  till: Till,
  day: number,
): Pick<OfferRow, 'marginCents' | 'purchases' | 'costCents' | 'laterPurchases'> {
  const { marginCents, purchases, offerCostCents } = till.between(day, day + nature.periodDays);
  const later = till.between(day + nature.periodDays, day + nature.periodDays + laterDays);
  return { marginCents, purchases, costCents: offerCostCents, laterPurchases: later.purchases };
}
