import { groupBy } from '../../../core/group-by.ts';
import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import { type CampaignGrant, decisionIdOf } from './campaign-grants.ts';
import type { PastDraw } from './past-draws.ts';
import type { ShopOrder } from './shop-orders.ts';
import type { LoadedShop } from './write-purchases.ts';

/** What became of the draws: offers redeemed and sent back, and every order of a drawn period, brought by whatever. */
export async function writeOutcomes(
  tx: Transaction,
  shop: LoadedShop,
  grants: readonly CampaignGrant[],
  draws: readonly PastDraw[],
  orders: readonly ShopOrder[],
): Promise<void> {
  const byShopper = groupBy(draws, ({ shopperId }) => shopperId);
  const outcomes = [
    ...grants.flatMap(({ decisionId, order, usedCents: valueCents }) => {
      if (!order) return [];
      return [
        { decisionId, kind: 'redeemed', ref: order.id, valueCents, at: order.placedAt },
        ...(order.refundedAt
          ? [
              {
                decisionId,
                kind: 'returned',
                ref: `${order.id}:${valueCents}`,
                valueCents,
                at: order.refundedAt,
              },
            ]
          : []),
      ];
    }),
    ...orders.flatMap((order) => {
      const draw = byShopper
        .get(order.shopperId)
        ?.find(({ period }) => period.start <= order.placedAt && order.placedAt < period.end);
      if (!draw) return [];
      const decisionId = decisionIdOf(shop.id, draw);
      const valueCents = order.priceCents * order.quantity - order.discountCents;
      return [{ decisionId, kind: 'ordered', ref: order.id, valueCents, at: order.placedAt }];
    }),
  ];
  await insertRows(
    tx,
    'outcomes',
    [
      ['shop_id', 'text', () => shop.id],
      ['id', 'uuid', ({ decisionId, kind, ref }) => idOfName(decisionId, kind, ref)],
      ['decision_id', 'uuid', ({ decisionId }) => decisionId],
      ['kind', 'text', ({ kind }) => kind],
      ['ref', 'text', ({ ref }) => ref],
      ['value_cents', 'bigint', ({ valueCents }) => valueCents],
      ['occurred_at', 'timestamptz', ({ at }) => at],
      ['received_at', 'timestamptz', ({ at }) => at],
    ],
    outcomes,
  );
}
