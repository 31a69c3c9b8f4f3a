import type { ChurnModel } from '../../retention/churn/churn-model.ts';
import type { ChurnReport } from '../../retention/churn/train-churn-model.ts';
import type { Queryable } from './database.ts';
import { loadModel, type StoredModel, saveModel } from './model-artefacts.ts';

/** What stands beside the artefact: the same model in numbers, and how it did. */
export interface ChurnManifest {
  readonly model: ChurnModel;
  readonly report: ChurnReport;
  /** SHA-256 of the artefact, hexadecimal. */
  readonly sha256: string;
}

export type StoredChurnModel = StoredModel<ChurnManifest>;

const name = 'churn';

export function saveChurnModel(
  database: Queryable,
  shopId: string,
  stored: StoredChurnModel,
  trainedAt: Date,
): Promise<void> {
  return saveModel(database, { shopId, name, trainedAt }, stored);
}

export async function newestChurnVersion(database: Queryable, shopId: string): Promise<string | null> {
  const { rows } = await database.query<{ version: string }>(
    `select version from model_artefacts where shop_id = $1 and name = $2
     order by trained_at desc, version desc limit 1`,
    [shopId, name],
  );
  return rows[0]?.version ?? null;
}

export function loadChurnModel(
  database: Queryable,
  shopId: string,
  version: string,
): Promise<StoredChurnModel | null> {
  return loadModel<ChurnManifest>(database, { shopId, name, version });
}
