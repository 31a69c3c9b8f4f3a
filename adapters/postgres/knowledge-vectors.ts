import type { Language } from '../../core/words.ts';
import type { Queryable } from './database.ts';
import { unpackVector } from './unpack-vector.ts';

export interface StoredVector {
  readonly kind: string;
  readonly ref: string;
  readonly language: Language;
  readonly textHash: string;
  readonly vector: Float32Array;
}

/** All vectors of a shop that one model version made. */
export async function loadVectors(
  client: Queryable,
  shopId: string,
  modelVersion: string,
): Promise<StoredVector[]> {
  // The binary form: reading thousands of floats from their decimal text takes seconds.
  const { rows } = await client.query<{
    kind: string;
    ref: string;
    language: Language;
    textHash: string;
    packed: Buffer;
  }>(
    `select kind, ref, language, text_hash as "textHash", array_send(vector) as packed
     from vectors where shop_id = $1 and model_version = $2`,
    [shopId, modelVersion],
  );
  return rows.map(({ packed, ...row }) => ({ ...row, vector: unpackVector(packed) }));
}

/** Writes vectors, replacing those of the same passage by the same model. */
export async function saveVectors(
  client: Queryable,
  shopId: string,
  modelVersion: string,
  vectors: readonly StoredVector[],
): Promise<void> {
  await client.query(
    `insert into vectors (shop_id, kind, ref, language, model_version, text_hash, vector)
     select $1, kind, ref, language, $2, text_hash, vector::real[]
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as v (kind, ref, language, text_hash, vector)
     on conflict (shop_id, kind, ref, language, model_version) do update
     set text_hash = excluded.text_hash, vector = excluded.vector`,
    [
      shopId,
      modelVersion,
      vectors.map(({ kind }) => kind),
      vectors.map(({ ref }) => ref),
      vectors.map(({ language }) => language),
      vectors.map(({ textHash }) => textHash),
      vectors.map(({ vector }) => `{${vector.join(',')}}`),
    ],
  );
}

/** Removes one model's vectors of passages that are no more. */
export async function removeVectors(
  client: Queryable,
  shopId: string,
  modelVersion: string,
  vectors: readonly { kind: string; ref: string; language: Language }[],
): Promise<void> {
  if (vectors.length === 0) return;
  await client.query(
    `delete from vectors v using unnest($2::text[], $3::text[], $4::text[]) as gone (kind, ref, language)
     where v.shop_id = $1 and v.kind = gone.kind and v.ref = gone.ref and v.language = gone.language
       and v.model_version = $5`,
    [
      shopId,
      vectors.map(({ kind }) => kind),
      vectors.map(({ ref }) => ref),
      vectors.map(({ language }) => language),
      modelVersion,
    ],
  );
}

/** Changes whenever a vector of the shop is written or removed. */
export async function knowledgeFingerprint(
  client: Queryable,
  shopId: string,
  modelVersion: string,
): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string | null }>(
    `select md5(string_agg(kind || ref || language || text_hash, '' order by kind, ref, language)) as fingerprint
     from vectors where shop_id = $1 and model_version = $2`,
    [shopId, modelVersion],
  );
  return rows[0]?.fingerprint ?? '';
}
