import { clientOf, type Database } from './database.ts';
import { erasePersonalData } from './personal-data.ts';
import type { WebhookSource } from './webhook-secrets.ts';

const batch = 200;

/**
 * Erases everybody whom a source has told of, one transaction each, so that turns wait for none of it long; cut off, the
 * next call goes on with who is left. What the source sent goes, too, and the request is done.
 */
export async function eraseSource(
  database: Database,
  request: { shopId: string; id: string; source: WebhookSource },
): Promise<void> {
  const { shopId, id, source } = request;
  const actor = `source:${source}`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await database.query<{ id: string }>(
      `select s.id from shoppers s
       where s.shop_id = $1 and s.id > $3 and s.merged_into is null and s.erased_at is null
         and (exists (select 1 from source_records r where r.shop_id = $1 and r.source = $2 and r.kind = 'shopper'
             and r.external_id = s.external_id)
           or exists (select 1 from orders o join source_records r
             on r.shop_id = $1 and r.kind = 'order' and r.ref = o.id::text and r.source = $2
             where o.shop_id = $1 and o.shopper_id = s.id))
       order by s.id limit ${batch}`,
      [shopId, source, after],
    );
    for (const { id: shopperId } of rows)
      await database.transaction((tx) => erasePersonalData(tx, { shopId, shopperId, actor }));
    if (rows.length < batch) break;
    after = rows.at(-1)!.id;
  }
  await database.transaction(async (tx) => {
    const client = clientOf(tx);
    await client.query(
      `update webhook_deliveries set body = null
       where shop_id = $1 and source = $2 and body is not null and processed_at is not null`,
      [shopId, source],
    );
    await client.query(
      `update privacy_requests set state = 'done', closed_at = now() where shop_id = $1 and id = $2 and state = 'confirmed'`,
      [shopId, id],
    );
  });
}
