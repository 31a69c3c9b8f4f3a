import { newId } from '../../core/ids.ts';
import type { EventKind } from '../../core/words.ts';
import { storableJson } from './conversation-rows.ts';
import type { Queryable } from './database.ts';
import type { Buyer } from './storefront-shop.ts';

/** What the buyer just did; churn features and recommendations read it. */
export async function recordShopEvent(
  database: Queryable,
  shopId: string,
  buyer: Pick<Buyer, 'shopperId' | 'visitorId'>,
  event: {
    kind: EventKind;
    productId?: string | null;
    payload?: Readonly<Record<string, unknown>>;
    occurredAt: Date;
  },
): Promise<void> {
  await database.query(
    `insert into events (shop_id, id, shopper_id, visitor_id, kind, product_id, payload, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      shopId,
      newId(),
      buyer.shopperId,
      buyer.visitorId,
      event.kind,
      event.productId ?? null,
      storableJson(event.payload ?? {}),
      event.occurredAt,
    ],
  );
}
