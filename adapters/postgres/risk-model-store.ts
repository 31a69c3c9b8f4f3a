import type { ChurnModel } from '../../retention/churn/churn-model.ts';
import type { ChurnReport } from '../../retention/churn/train-churn-model.ts';
import type { Queryable } from './database.ts';

/** What stands beside the artefact: the same model in numbers, and how it did. */
export interface ChurnManifest {
  readonly model: ChurnModel;
  readonly report: ChurnReport;
  /** SHA-256 of the artefact, hexadecimal. */
  readonly sha256: string;
}

export interface StoredChurnModel {
  readonly version: string;
  readonly manifest: ChurnManifest;
  readonly artefact: Uint8Array;
}

const name = 'churn';

export async function saveChurnModel(
  database: Queryable,
  shopId: string,
  stored: StoredChurnModel,
  trainedAt: Date,
): Promise<void> {
  await database.query(
    `insert into model_artefacts (shop_id, name, version, manifest, artefact, trained_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, name, version) do update set trained_at = excluded.trained_at`,
    [shopId, name, stored.version, JSON.stringify(stored.manifest), Buffer.from(stored.artefact), trainedAt],
  );
}

export async function newestChurnVersion(database: Queryable, shopId: string): Promise<string | null> {
  const { rows } = await database.query<{ version: string }>(
    `select version from model_artefacts where shop_id = $1 and name = $2
     order by trained_at desc, version desc limit 1`,
    [shopId, name],
  );
  return rows[0]?.version ?? null;
}

export async function loadChurnModel(
  database: Queryable,
  shopId: string,
  version: string,
): Promise<StoredChurnModel | null> {
  const { rows } = await database.query<{ manifest: ChurnManifest; artefact: Buffer }>(
    'select manifest, artefact from model_artefacts where shop_id = $1 and name = $2 and version = $3',
    [shopId, name, version],
  );
  const row = rows[0];
  return row ? { version, manifest: row.manifest, artefact: row.artefact } : null;
}
