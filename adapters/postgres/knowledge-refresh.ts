import type { PassageKind } from '../../bot/ports/knowledge.ts';
import type { Logger } from '../../core/logger.ts';
import type { Embedder } from '../../nlp/embedder.ts';
import type { Database } from './database.ts';
import { embeddedText, readPassages, type ShopPassage, textHash, vectorName } from './knowledge-passages.ts';
import { loadVectors, removeVectors, saveVectors } from './knowledge-vectors.ts';

export interface RefreshOptions {
  readonly database: Database;
  readonly embedder: Embedder;
  /** Version of the encoder that makes the vectors: those of another one are made anew. */
  readonly modelVersion: string;
  readonly shopId: string;
  readonly logger: Logger;
  /** Passages that have their vector, of all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Only these kinds are computed now; default all. */
  readonly kinds?: readonly PassageKind[];
}

export interface PassageWithVector {
  readonly passage: ShopPassage;
  readonly vector: Float32Array;
}

const batchSize = 64;

/** A shop's passages, with the vectors that are stored for their present texts. */
export async function loadPassages({
  database,
  modelVersion,
  shopId,
}: Pick<RefreshOptions, 'database' | 'modelVersion' | 'shopId'>) {
  const passages = await readPassages(database, shopId);
  const stored = new Map(
    (await loadVectors(database, shopId, modelVersion)).map((vector) => [keyOf(vector), vector]),
  );
  const known: PassageWithVector[] = [];
  const missing: ShopPassage[] = [];
  for (const passage of passages) {
    const key = keyOf({ ...vectorName(passage), language: passage.language });
    const vector = stored.get(key);
    stored.delete(key);
    if (vector?.textHash === textHash(passage)) known.push({ passage, vector: vector.vector });
    else missing.push(passage);
  }
  return { known, missing, orphaned: [...stored.values()] };
}

/**
 * Gives every passage of a shop its vector: computes those that are missing or of an older text or model, once per
 * text and model version, and writes them in batches, so that an interrupted run goes on where it stopped.
 * Products and articles come first: they answer most questions.
 * @returns the passages that have a vector now, and whether any came or went.
 * @throws UnavailableError when the database or the model workers do not answer; what was written stays.
 */
export async function refreshVectors(
  options: RefreshOptions,
): Promise<{ readonly passages: PassageWithVector[]; readonly changed: boolean }> {
  const { database, embedder, modelVersion, shopId, logger, onProgress, signal } = options;
  const loaded = await loadPassages(options);
  const { known, orphaned } = loaded;
  const missing = loaded.missing.filter(({ kind }) => options.kinds?.includes(kind) ?? true);
  const total = known.length + missing.length;
  await removeVectors(database, shopId, modelVersion, orphaned);
  if (missing.length > 0) logger.debug('computing vectors', { shopId, missing: missing.length, total });

  const all = [...known];
  // Many reviews say the same: one computation a text.
  const byHash = new Map<string, Float32Array>();
  for (let at = 0; at < missing.length; at += batchSize) {
    signal?.throwIfAborted();
    const batch = missing.slice(at, at + batchSize).map((passage) => ({ passage, hash: textHash(passage) }));
    const fresh = [
      ...new Map(batch.filter(({ hash }) => !byHash.has(hash)).map((one) => [one.hash, one])).values(),
    ];
    const vectors = await embedder.embedMany(
      fresh.map(({ passage }) => embeddedText(passage)),
      'passage',
    );
    fresh.forEach(({ hash }, i) => {
      byHash.set(hash, vectors[i]!);
    });
    const rows = batch.map(({ passage, hash }) => ({ passage, textHash: hash, vector: byHash.get(hash)! }));
    await saveVectors(
      database,
      shopId,
      modelVersion,
      rows.map(({ passage, textHash: hash, vector }) => ({
        ...vectorName(passage),
        language: passage.language,
        textHash: hash,
        vector,
      })),
    );
    all.push(...rows);
    onProgress?.(all.length, total);
  }
  return { passages: all, changed: missing.length > 0 || orphaned.length > 0 };
}

function keyOf({ kind, ref, language }: { kind: string; ref: string; language: string }): string {
  return `${kind}/${ref}/${language}`;
}
