import type { OutcomeRecorder } from '../../bot/ports/money.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/** A click counts for an order that comes within this time. */
export const attributionDays = 14;

export interface AttributedLine {
  readonly decisionId: string;
  readonly productId: string;
  /** Merchandise paid for it, after discounts, without tax. */
  readonly valueCents: number;
}

/**
 * Which lines of an order came by a recommendation: the product was on a slate, the shopper clicked it there, and
 * ordered it within 14 days. The latest click before the order gets it, whole; an order is never counted twice.
 * Clicks are outcomes of kind 'clicked' whose ref is the product.
 */
export async function recommendedLinesOf(
  tx: Transaction,
  order: { shopId: string; orderId: string },
): Promise<AttributedLine[]> {
  const { rows } = await clientOf(tx).query<{
    decision_id: string;
    product_id: string;
    value_cents: number;
  }>(
    `select distinct on (l.product_id) c.decision_id, l.product_id,
       sum(l.list_price_cents::bigint * l.quantity - l.discount_cents) over (
         partition by l.product_id, c.id)::bigint as value_cents
     from orders o
     join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
     join decisions d on d.shop_id = o.shop_id and d.kind = 'recommendation' and d.shopper_id = o.shopper_id
       and d.created_at <= o.placed_at
     join outcomes c on c.shop_id = o.shop_id and c.decision_id = d.id and c.kind = 'clicked'
       and c.ref = l.product_id and c.occurred_at <= o.placed_at
       and c.occurred_at > o.placed_at - make_interval(days => $3)
     where o.shop_id = $1 and o.id = $2
     order by l.product_id, c.occurred_at desc, c.id`,
    [order.shopId, order.orderId, attributionDays],
  );
  return rows.map((row) => ({
    decisionId: row.decision_id,
    productId: row.product_id,
    valueCents: row.value_cents,
  }));
}

/** Records 'ordered' for every recommended line of an order; the same order again changes nothing. */
export async function recordRecommendedOrder(
  tx: Transaction,
  outcomes: OutcomeRecorder,
  order: { shopId: string; orderId: string; placedAt: Date },
): Promise<readonly AttributedLine[]> {
  const lines = await recommendedLinesOf(tx, order);
  for (const { decisionId, productId, valueCents } of lines)
    await outcomes.record(tx, {
      shopId: order.shopId,
      decisionId,
      kind: 'ordered',
      ref: `${order.orderId}/${productId}`,
      valueCents,
      occurredAt: order.placedAt,
    });
  return lines;
}
