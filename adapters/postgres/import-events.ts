import type { Transaction } from '../../core/transaction.ts';
import type { EventKind } from '../../core/words.ts';
import { insertRows } from './insert-rows.ts';

export interface SourceEvent {
  readonly id: string;
  readonly kind: EventKind;
  /** The shop's own customer id. */
  readonly shopper: string | null;
  readonly visitor: string | null;
  readonly productId: string | null;
  readonly query: string | null;
  /** ISO 8601. */
  readonly occurredAt: string;
}

/** Adds what shoppers did on the shop's pages. @returns how many are new. */
export function insertEvents(
  tx: Transaction,
  run: { shopId: string; startedAt: Date },
  events: readonly SourceEvent[],
  shopperIds: ReadonlyMap<string, string>,
): Promise<number> {
  return insertRows(
    tx,
    'events',
    [
      ['shop_id', 'text', () => run.shopId],
      ['id', 'uuid', ({ id }) => id],
      ['shopper_id', 'uuid', ({ shopper }) => (shopper && shopperIds.get(shopper)) ?? null],
      ['visitor_id', 'text', ({ visitor }) => visitor],
      ['kind', 'text', ({ kind }) => kind],
      ['product_id', 'text', ({ productId }) => productId],
      ['payload', 'jsonb', ({ query }) => (query === null ? {} : { query })],
      ['occurred_at', 'timestamptz', ({ occurredAt }) => occurredAt],
      ['received_at', 'timestamptz', () => run.startedAt],
    ],
    events,
    'on conflict (shop_id, id) do nothing',
  );
}
