import type { Queryable } from './database.ts';

/** A shop's own trained model, with what stands beside its file. */
export interface StoredModel<Manifest> {
  readonly version: string;
  readonly manifest: Manifest;
  readonly artefact: Uint8Array;
}

export async function saveModel<Manifest>(
  database: Queryable,
  { shopId, name, trainedAt }: { shopId: string; name: string; trainedAt: Date },
  { version, manifest, artefact }: StoredModel<Manifest>,
): Promise<void> {
  await database.query(
    `insert into model_artefacts (shop_id, name, version, manifest, artefact, trained_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, name, version) do update set trained_at = excluded.trained_at`,
    [shopId, name, version, JSON.stringify(manifest), Buffer.from(artefact), trainedAt],
  );
}

export async function loadModel<Manifest>(
  database: Queryable,
  { shopId, name, version }: { shopId: string; name: string; version: string },
): Promise<StoredModel<Manifest> | null> {
  const { rows } = await database.query<{ manifest: Manifest; artefact: Buffer }>(
    'select manifest, artefact from model_artefacts where shop_id = $1 and name = $2 and version = $3',
    [shopId, name, version],
  );
  const row = rows[0];
  return row ? { version, ...row } : null;
}
