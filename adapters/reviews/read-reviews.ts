import { createHash } from 'node:crypto';
import type { ReviewReading } from '../../nlp/reviews/review-reading.ts';
import { clientOf, type Database } from '../postgres/database.ts';
import { insertRows } from '../postgres/insert-rows.ts';

/** What reads reviews; ReviewReader of nlp/. */
export interface ReadsReviews {
  readonly version: string;
  readMany(texts: readonly string[]): Promise<ReviewReading[]>;
}

const batch = 256;

/**
 * Reads every review of a shop that this version of the models has not read in its present text, and stores what each
 * says. A run that is broken off goes on where it stopped.
 * @returns how many were read.
 */
export async function readReviews(
  database: Database,
  reader: ReadsReviews,
  shopId: string,
  options: { readonly now: Date; readonly onRead?: (read: number) => void; readonly signal?: AbortSignal },
): Promise<number> {
  const { version } = reader;
  let read = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const { rows } = await database.query<{ id: string; body: string }>(
      `select r.id, r.body from reviews r
       left join review_readings d on d.shop_id = r.shop_id and d.review_id = r.id and d.model_version = $2
       where r.shop_id = $1 and (d.review_id is null or d.body_hash <> sha256(convert_to(r.body, 'UTF8')))
       order by r.written_at desc, r.id limit $3`,
      [shopId, version, batch],
    );
    if (rows.length === 0) return read;
    const readings = await reader.readMany(rows.map(({ body }) => body));
    const results = rows.map(({ id, body }, i) => ({ id, body, reading: readings[i]! }));
    await database.transaction(async (tx) => {
      await clientOf(tx).query(
        'delete from review_readings where shop_id = $1 and model_version = $2 and review_id = any($3)',
        [shopId, version, rows.map(({ id }) => id)],
      );
      await insertRows(
        tx,
        'review_readings',
        [
          ['shop_id', 'text', () => shopId],
          ['review_id', 'uuid', ({ id }) => id],
          ['model_version', 'text', () => version],
          ['body_hash', 'bytea', ({ body }) => createHash('sha256').update(body).digest()],
          ['sentiment', 'text', ({ reading }) => reading.sentiment],
          ['score', 'real', ({ reading }) => reading.score],
          ['read_at', 'timestamptz', () => options.now],
        ],
        results,
        // Another process may be reading the same shop: what it has read is as good.
        'on conflict do nothing',
      );
      await insertRows(
        tx,
        'review_opinions',
        [
          ['shop_id', 'text', () => shopId],
          ['review_id', 'uuid', ({ id }) => id],
          ['model_version', 'text', () => version],
          ['aspect', 'text', ({ opinion }) => opinion.aspect],
          ['sentiment', 'text', ({ opinion }) => opinion.sentiment],
          ['probability', 'real', ({ opinion }) => opinion.probability],
          ['clause_start', 'integer', ({ opinion }) => opinion.start],
          ['clause_end', 'integer', ({ opinion }) => opinion.end],
          ['size', 'text', ({ opinion }) => opinion.size],
        ],
        results.flatMap(({ id, reading }) => reading.opinions.map((opinion) => ({ id, opinion }))),
        'on conflict do nothing',
      );
    });
    read += rows.length;
    options.onRead?.(read);
  }
}
