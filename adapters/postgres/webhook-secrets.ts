import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Queryable } from './database.ts';

export const webhookSources = ['shopify', 'woocommerce'] as const;
export type WebhookSource = (typeof webhookSources)[number];

/** Null when the shop takes nothing from there. */
export async function webhookSecret(
  database: Queryable,
  shopId: string,
  source: WebhookSource,
): Promise<string | null> {
  const { rows } = await database.query<{ secret: string }>(
    'select secret from webhook_secrets where shop_id = $1 and source = $2',
    [shopId, source],
  );
  return rows[0]?.secret ?? null;
}

/** @throws NotFoundError for a shop that is not there. */
export async function saveWebhookSecret(
  tx: Transaction,
  { shopId, source, secret }: { shopId: string; source: WebhookSource; secret: string },
): Promise<void> {
  const { rowCount } = await clientOf(tx).query(
    `insert into webhook_secrets (shop_id, source, secret) select id, $2, $3 from shops where id = $1
     on conflict (shop_id, source) do update set secret = excluded.secret, created_at = now()`,
    [shopId, source, secret],
  );
  if (rowCount === 0) throw new NotFoundError(`there is no shop "${shopId}"`);
}
