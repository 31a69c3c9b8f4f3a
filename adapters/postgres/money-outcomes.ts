import type { OutcomeRecorder } from '../../bot/ports/money.ts';
import { BadInputError } from '../../core/errors.ts';
import { isId, newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';
import { sameShopper } from './money-grants.ts';

/** Nets out every 'ordered' outcome of a cancelled order by a 'cancelled' one of the same decision and ref, negative. */
export async function recordCancelled(
  tx: Transaction,
  order: { shopId: string; orderId: string; cancelledAt: Date },
): Promise<void> {
  // A money decision names the order, a recommendation the order and the product.
  await clientOf(tx).query(
    `insert into outcomes (shop_id, id, decision_id, kind, ref, value_cents, occurred_at)
     select shop_id, gen_random_uuid(), decision_id, 'cancelled', ref, -value_cents, $3 from outcomes
     where shop_id = $1 and kind = 'ordered' and split_part(ref, '/', 1) = $2
     on conflict (shop_id, decision_id, kind, ref) do nothing`,
    [order.shopId, order.orderId, order.cancelledAt],
  );
}

/** Outcomes joined to decisions by id; the same one twice is one row, late ones count too. */
export class PostgresOutcomeRecorder implements OutcomeRecorder {
  /**
   * Records nothing when the shop has no such decision: clients name decisions, and a stale card must not cost a turn.
   * @throws BadInputError when `decisionId` is no id.
   */
  async record(tx: Transaction, outcome: Parameters<OutcomeRecorder['record']>[1]): Promise<void> {
    if (!isId(outcome.decisionId)) throw new BadInputError(`"${outcome.decisionId}" is not a decision's id`);
    await clientOf(tx).query(
      `insert into outcomes (shop_id, id, decision_id, kind, ref, value_cents, occurred_at)
       select d.shop_id, $3, d.id, $4, $5, $6, $7 from decisions d where d.shop_id = $1 and d.id = $2
       on conflict (shop_id, decision_id, kind, ref) do nothing`,
      [
        outcome.shopId,
        outcome.decisionId,
        newId(),
        outcome.kind,
        outcome.ref ?? '',
        outcome.valueCents ?? null,
        outcome.occurredAt,
      ],
    );
  }

  /** Joins an order to the money decision of the period it was placed in: drawn before it and still in force. */
  async recordOrder(
    tx: Transaction,
    order: { shopId: string; shopperId: string; orderId: string; valueCents: number; placedAt: Date },
  ): Promise<void> {
    await clientOf(tx).query(
      `insert into outcomes (shop_id, id, decision_id, kind, ref, value_cents, occurred_at)
       select d.shop_id, $3, d.id, 'ordered', $4, $5, $6 from decisions d
       where d.shop_id = $1 and d.kind = 'money' and d.shopper_id ${sameShopper}
         and d.created_at <= $6 and (d.record #>> '{inputs,period,end}')::timestamptz > $6
       order by d.created_at limit 1
       on conflict (shop_id, decision_id, kind, ref) do nothing`,
      [order.shopId, order.shopperId, newId(), order.orderId, order.valueCents, order.placedAt],
    );
  }
}
