import { type Campaign, usualCampaign } from './campaign.ts';
import { percentOfAction } from './laboratory-offer.ts';
import { drawLatentShoppers } from './latent-shopper.ts';
import { Life, type LifeEvents } from './life.ts';
import { drawOccasions } from './occasions.ts';
import type { OfferRow } from './offer-row.ts';
import { drawPricePath, type PricePath } from './price-path.ts';
import { Till } from './till.ts';
import { nature, type World } from './world.ts';

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
 * @param untilDay how long the world will be used. @param campaign what was drawn meanwhile.
 */
export function livePast(
  seed: string,
  world: World,
  shopperCount: number,
  untilDay: number,
  events: LifeEvents = {},
  campaign: Campaign = usualCampaign(seed),
): Past {
  const prices = drawPricePath(seed, untilDay);
  const rows: OfferRow[] = [];
  const lives = drawLatentShoppers(seed, shopperCount).map((shopper) => {
    const life = new Life(shopper, drawOccasions(seed, shopper, untilDay));
    const draw = campaign.drawerOf(shopper);
    const till = new Till();
    const recording: LifeEvents = {
      visit: (...what) => events.visit?.(...what),
      left: (...what) => events.left?.(...what),
      order(who, order, grudge) {
        till.add(order);
        events.order?.(who, order, grudge);
      },
    };
    const draws: Pick<OfferRow, 'day' | 'facts' | 'offers180' | 'action' | 'propensities'>[] = [];
    for (const day of campaign.days) {
      life.liveUntil(world, prices, day, recording);
      const drawn = draw(life, day);
      if (!drawn) continue;
      const { account } = life;
      draws.push({
        day,
        facts: account.factsAt(day),
        offers180: account.grantsWithin(day, 180),
        ...drawn,
      });
      if (drawn.action > 0) life.give(world, day, percentOfAction(drawn.action));
    }
    life.liveUntil(world, prices, 0, recording);
    rows.push(
      ...draws.map((draw) => ({
        ...draw,
        ...outcomeOf(till, draw.day),
        shopper: shopper.id,
      })),
    );
    return life;
  });
  return { lives, prices, rows };
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
