import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

export type Source = 'file' | 'shopify' | 'woocommerce';
export type SourceKind = 'order' | 'product' | 'shopper';

export interface SourceRecordState {
  readonly externalId: string;
  /** Its id here. */
  readonly ref: string | null;
  readonly version: Date;
  readonly contentHash: string;
  readonly deleted: boolean;
}

interface Scope {
  readonly shopId: string;
  readonly source: Source;
  readonly kind: SourceKind;
}

/** What was taken over of these records before, by their ids at the source. */
export async function sourceRecords(
  tx: Transaction,
  { shopId, source, kind }: Scope,
  externalIds: readonly string[],
): Promise<Map<string, SourceRecordState>> {
  const { rows } = await clientOf(tx).query<SourceRecordState>(
    `select external_id as "externalId", ref, version, content_hash as "contentHash", deleted
     from source_records where shop_id = $1 and source = $2 and kind = $3 and external_id = any($4::text[])`,
    [shopId, source, kind, externalIds],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Notes what was taken over; later calls replace earlier ones. */
export async function saveSourceRecords(
  tx: Transaction,
  { shopId, source, kind }: Scope,
  records: readonly SourceRecordState[],
): Promise<void> {
  if (records.length === 0) return;
  await clientOf(tx).query(
    `insert into source_records (shop_id, source, kind, external_id, ref, version, content_hash, deleted)
     select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::boolean[])
     on conflict (shop_id, source, kind, external_id) do update
     set ref = excluded.ref, version = excluded.version, content_hash = excluded.content_hash,
       deleted = excluded.deleted`,
    [
      shopId,
      source,
      kind,
      records.map(({ externalId }) => externalId),
      records.map(({ ref }) => ref),
      records.map(({ version }) => version),
      records.map(({ contentHash }) => contentHash),
      records.map(({ deleted }) => deleted),
    ],
  );
}

/** Two deliveries about one record must not pass each other: the second waits for the first's transaction. */
export async function lockSourceRecord(
  tx: Transaction,
  { shopId, source, kind }: Scope,
  externalId: string,
): Promise<void> {
  await clientOf(tx).query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    JSON.stringify([shopId, source, kind, externalId]),
  ]);
}
