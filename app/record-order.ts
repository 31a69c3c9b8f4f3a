import type { PostgresOutcomeRecorder } from '../adapters/postgres/money-outcomes.ts';
import { orderValue } from '../adapters/postgres/order-value.ts';
import { recordRecommendedOrder } from '../adapters/postgres/recommend-attribution.ts';
import type { Transaction } from '../core/transaction.ts';

/** Joins an order that was just placed to the decisions that may have led to it, in the order's transaction. */
export async function recordOrder(
  tx: Transaction,
  outcomes: PostgresOutcomeRecorder,
  order: { shopId: string; orderId: string; shopperId: string | null; now: Date },
): Promise<void> {
  const { shopId, orderId, shopperId, now } = order;
  if (shopperId === null) return;
  const valueCents = await orderValue(tx, shopId, orderId);
  await outcomes.recordOrder(tx, { shopId, shopperId, orderId, valueCents, placedAt: now });
  await recordRecommendedOrder(tx, outcomes, { shopId, orderId, placedAt: now });
}
