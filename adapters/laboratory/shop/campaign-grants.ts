import { groupBy } from '../../../core/group-by.ts';
import { idOfName } from '../../../core/ids.ts';
import { campaignOffers, type PastDraw } from './past-draws.ts';
import type { ShopOrder } from './shop-orders.ts';

/** What a draw gave. */
export interface CampaignGrant {
  readonly id: string;
  readonly decisionId: string;
  readonly draw: PastDraw;
  readonly maximumCents: number;
  /** That it was redeemed with; null: it expired with its period. */
  readonly order: ShopOrder | null;
  /** Discount given, minor units. */
  readonly usedCents: number;
}

/** Grants of the draws that gave something, in their order. */
export function campaignGrants(
  shopId: string,
  draws: readonly PastDraw[],
  orders: readonly ShopOrder[],
): CampaignGrant[] {
  const redeemed = new Map(
    orders.flatMap((order) => (order.redeems ? [[decisionIdOf(shopId, order.redeems), order] as const] : [])),
  );
  return draws.flatMap((draw) => {
    const offer = campaignOffers.find(({ id }) => id === draw.choice.action);
    if (!offer) return [];
    const decisionId = decisionIdOf(shopId, draw);
    const order = redeemed.get(decisionId) ?? null;
    return [
      {
        id: idOfName(decisionId, 'grant'),
        decisionId,
        draw,
        maximumCents: offer.maximumCents,
        order,
        usedCents: order?.discountCents ?? 0,
      },
    ];
  });
}

export function decisionIdOf(shopId: string, { shopperId, day }: PastDraw): string {
  return idOfName(shopId, 'decision', shopperId, String(day));
}

/** The least limit under which none of the grants would have been refused, in whole thousands of the currency. */
export function budgetLimitCents(grants: readonly CampaignGrant[]): number {
  let [most, spent] = [0, 0];
  for (const wave of groupBy(grants, ({ draw }) => draw.day).values()) {
    most = Math.max(most, spent + wave.reduce((sum, { maximumCents }) => sum + maximumCents, 0));
    spent += wave.reduce((sum, { usedCents }) => sum + usedCents, 0);
  }
  return Math.max(1, Math.ceil(most / 100_000)) * 100_000;
}
