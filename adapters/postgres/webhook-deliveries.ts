import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import type { WebhookSource } from './webhook-secrets.ts';

export interface WebhookDelivery {
  readonly shopId: string;
  readonly source: WebhookSource;
  readonly deliveryId: string;
  readonly topic: string;
  /** When it was sent, by the sender's word. */
  readonly triggeredAt: Date | null;
  readonly receivedAt: Date;
  readonly body: unknown;
}

/** Names a delivery to the job that works it through. */
export type DeliveryKey = Pick<WebhookDelivery, 'shopId' | 'source' | 'deliveryId'>;

export const deliveryJob = 'webhook_delivery';

/**
 * Keeps a delivery as it came and asks for the job that works it through, in one transaction: what was answered with
 * 200 is not lost. The same delivery again is nothing new.
 */
export async function keepDelivery(
  database: Database,
  delivery: Omit<WebhookDelivery, 'body' | 'receivedAt'> & { json: string; receivedAt: Date },
): Promise<void> {
  await database.transaction(async (tx) => {
    const client = clientOf(tx);
    const { shopId, source, deliveryId } = delivery;
    const { rowCount } = await client.query(
      `insert into webhook_deliveries (shop_id, source, delivery_id, topic, triggered_at, body, received_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [shopId, source, deliveryId, delivery.topic, delivery.triggeredAt, delivery.json, delivery.receivedAt],
    );
    if (rowCount === 0) return;
    await client.query('select graphile_worker.add_job($1, $2::json)', [
      deliveryJob,
      JSON.stringify({ shopId, source, deliveryId } satisfies DeliveryKey),
    ]);
  });
}

/** Null when it was worked through already; else nobody else has it until the transaction ends. */
export async function takeDelivery(tx: Transaction, key: DeliveryKey): Promise<WebhookDelivery | null> {
  const { rows } = await clientOf(tx).query<WebhookDelivery>(
    `select shop_id as "shopId", source, delivery_id as "deliveryId", topic, triggered_at as "triggeredAt",
       received_at as "receivedAt", body
     from webhook_deliveries
     where shop_id = $1 and source = $2 and delivery_id = $3 and processed_at is null
     for update`,
    [key.shopId, key.source, key.deliveryId],
  );
  return rows[0] ?? null;
}

/** @param problem why nothing came of it; null: it was taken over. */
export async function finishDelivery(
  tx: Transaction,
  key: DeliveryKey,
  now: Date,
  problem: string | null,
): Promise<void> {
  await clientOf(tx).query(
    `update webhook_deliveries set processed_at = $4, problem = $5
     where shop_id = $1 and source = $2 and delivery_id = $3`,
    [key.shopId, key.source, key.deliveryId, now, problem],
  );
}

/** Deliveries that have waited longer than their job should take, oldest first. */
export async function overdueDeliveries(
  database: Queryable,
  before: Date,
  limit: number,
): Promise<DeliveryKey[]> {
  const { rows } = await database.query<DeliveryKey>(
    `select shop_id as "shopId", source, delivery_id as "deliveryId" from webhook_deliveries
     where processed_at is null and received_at < $1 order by received_at limit $2`,
    [before, limit],
  );
  return rows;
}

/** That it came is kept. */
export async function forgetBody(
  tx: Transaction,
  { shopId, source, deliveryId }: DeliveryKey,
): Promise<void> {
  await clientOf(tx).query(
    'update webhook_deliveries set body = null where shop_id = $1 and source = $2 and delivery_id = $3',
    [shopId, source, deliveryId],
  );
}

/** Bodies hold names and addresses: they go once nobody will ask for them; that they came is kept. */
export async function forgetBodies(database: Queryable, before: Date): Promise<number> {
  const { rowCount } = await database.query(
    'update webhook_deliveries set body = null where body is not null and processed_at < $1',
    [before],
  );
  return rowCount ?? 0;
}
