import type { Transaction } from '../../core/transaction.ts';
import { insertRows } from './insert-rows.ts';

export interface SourceReview {
  readonly id: string;
  readonly productId: string;
  /** The shop's own customer id. */
  readonly shopper: string | null;
  readonly rating: number | null;
  readonly language: string;
  readonly body: string;
  /** ISO 8601; null: not told. */
  readonly writtenAt: string | null;
}

/** Adds reviews; those that are there already stay as they are. @returns how many are new. */
export function insertReviews(
  tx: Transaction,
  run: { shopId: string; startedAt: Date },
  reviews: readonly SourceReview[],
  shopperIds: ReadonlyMap<string, string>,
): Promise<number> {
  return insertRows(
    tx,
    'reviews',
    [
      ['shop_id', 'text', () => run.shopId],
      ['id', 'uuid', ({ id }) => id],
      ['product_id', 'text', ({ productId }) => productId],
      ['shopper_id', 'uuid', ({ shopper }) => (shopper && shopperIds.get(shopper)) ?? null],
      ['rating', 'smallint', ({ rating }) => rating],
      ['language', 'text', ({ language }) => language],
      ['body', 'text', ({ body }) => body],
      ['written_at', 'timestamptz', ({ writtenAt }) => writtenAt ?? run.startedAt],
    ],
    reviews,
    'on conflict (shop_id, id) do nothing',
  );
}
