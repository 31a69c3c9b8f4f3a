import type { NextItemReport } from '../../retention/recommend/next-item-report.ts';
import type { StoredNextItem } from '../../retention/recommend/next-item-scorer.ts';
import type { Queryable } from './database.ts';
import { loadModel, type StoredModel, saveModel } from './model-artefacts.ts';
import { unpackVector } from './unpack-vector.ts';

/** What stands beside a next-item model's file. */
export interface NextItemManifest extends Omit<StoredNextItem, 'artefact'> {
  /** Beside neighbours' 1. */
  readonly weight: number;
  /** Of the text vectors; null: without. */
  readonly encoder: string | null;
  /** SHA-256 of the artefact, and of what it was trained from. */
  readonly sha256: string;
  readonly dataSha256: string;
  readonly report: NextItemReport;
}

/** A training's outcome: a model that serves, or that neighbours are as good; the artefact is empty then. */
export type NextItemOutcome = StoredModel<NextItemManifest>;

const name = 'next-item';

export function saveNextItem(
  database: Queryable,
  shopId: string,
  outcome: NextItemOutcome,
  trainedAt: Date,
): Promise<void> {
  return saveModel(database, { shopId, name, trainedAt }, outcome);
}

/** The newest training; `serves`: it left a model. Null: none yet. */
export async function newestNextItem(
  database: Queryable,
  shopId: string,
): Promise<{ version: string; serves: boolean; dataSha256: string } | null> {
  const { rows } = await database.query<{ version: string; serves: boolean; data_sha256: string }>(
    `select version, length(artefact) > 0 as serves, manifest->>'dataSha256' as data_sha256
     from model_artefacts where shop_id = $1 and name = $2 order by trained_at desc, version desc limit 1`,
    [shopId, name],
  );
  const row = rows[0];
  return row ? { version: row.version, serves: row.serves, dataSha256: row.data_sha256 } : null;
}

export function loadNextItem(
  database: Queryable,
  shopId: string,
  version: string,
): Promise<NextItemOutcome | null> {
  return loadModel<NextItemManifest>(database, { shopId, name, version });
}

/** Text vectors of products by one version of the encoder, in the first language that there is. */
export async function productTexts(
  database: Queryable,
  shopId: string,
  encoder: string,
): Promise<Map<string, Float32Array>> {
  const { rows } = await database.query<{ ref: string; packed: Buffer }>(
    `select distinct on (ref) ref, array_send(vector) as packed from vectors
     where shop_id = $1 and kind = 'product' and model_version = $2 order by ref, language`,
    [shopId, encoder],
  );
  return new Map(rows.map(({ ref, packed }) => [ref, unpackVector(packed)]));
}

/** The encoder that most of a shop's product vectors are of, of two the one that came last; null: there are none. */
export async function encoderOfProducts(database: Queryable, shopId: string): Promise<string | null> {
  const { rows } = await database.query<{ model_version: string }>(
    `select model_version from vectors left join serving_encoders on version = model_version
     where shop_id = $1 and kind = 'product'
     group by model_version, began_at order by count(*) desc, began_at desc nulls last, model_version desc limit 1`,
    [shopId],
  );
  return rows[0]?.model_version ?? null;
}
