import { createHash } from 'node:crypto';
import { idOfName } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SourceOrder } from '../shop-import/orders/source-order.ts';
import { clientOf } from './database.ts';
import { type Column, insertRows } from './insert-rows.ts';
import { nextOrderNumbers } from './order-numbers.ts';
import { type Source, type SourceRecordState, saveSourceRecords, sourceRecords } from './source-records.ts';

export interface WrittenOrder {
  readonly id: string;
  readonly externalId: string;
  readonly change: 'new' | 'updated' | 'unchanged';
}

interface Placed {
  readonly id: string;
  readonly number: string;
  readonly order: SourceOrder;
}

/**
 * Writes orders as their source tells them, whole each: new ones are added, changed ones replaced (what was refunded
 * on a line since stays), equal ones left alone. A file says nothing about orders that came by another way.
 * @param shopperIds ids here of everybody whom the orders name, by external id.
 */
export async function writeSourceOrders(
  tx: Transaction,
  to: { shopId: string; source: Source; currency: string; now: Date },
  orders: readonly SourceOrder[],
  versionOf: (order: SourceOrder) => Date,
  shopperIds: ReadonlyMap<string, string>,
): Promise<WrittenOrder[]> {
  const scope = { shopId: to.shopId, source: to.source, kind: 'order' } as const;
  const known = await sourceRecords(
    tx,
    scope,
    orders.map(({ externalId }) => externalId),
  );
  const elsewhere = await idsByNumber(
    tx,
    to.shopId,
    orders.flatMap(({ number, externalId }) => (number !== null && !known.has(externalId) ? [number] : [])),
  );
  const fresh: SourceOrder[] = [];
  const changed: Placed[] = [];
  const written: WrittenOrder[] = [];
  for (const order of orders) {
    const { externalId } = order;
    const record = known.get(externalId);
    const id = record?.ref ?? (order.number === null ? undefined : elsewhere.get(order.number));
    if (id === undefined) fresh.push(order);
    else if (record ? record.contentHash === hashOf(order) : to.source === 'file')
      written.push({ id, externalId, change: 'unchanged' });
    else {
      changed.push({ id, number: order.number ?? '', order });
      written.push({ id, externalId, change: 'updated' });
    }
  }
  const numbers = await nextOrderNumbers(tx, to.shopId, fresh.filter(({ number }) => number === null).length);
  const placed = fresh.map(
    (order): Placed => ({
      id: idOfName(to.shopId, to.source, 'order', order.externalId),
      number: order.number ?? numbers.shift()!,
      order,
    }),
  );
  await insertOrders(tx, to, placed, shopperIds);
  await insertLines(tx, to.shopId, placed);
  await replaceOrders(tx, to, changed, shopperIds);
  written.push(
    ...placed.map(({ id, order }) => ({ id, externalId: order.externalId, change: 'new' as const })),
  );
  await saveSourceRecords(
    tx,
    scope,
    [...placed, ...changed].map(
      ({ id, order }): SourceRecordState => ({
        externalId: order.externalId,
        ref: id,
        version: versionOf(order),
        contentHash: hashOf(order),
        deleted: false,
      }),
    ),
  );
  return written;
}

function hashOf(order: SourceOrder): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('hex').slice(0, 32);
}

async function idsByNumber(
  tx: Transaction,
  shopId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await clientOf(tx).query<{ number: string; id: string }>(
    'select number, id from orders where shop_id = $1 and number = any($2::text[])',
    [shopId, numbers],
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

async function insertOrders(
  tx: Transaction,
  to: { shopId: string; currency: string; now: Date },
  placed: readonly Placed[],
  shopperIds: ReadonlyMap<string, string>,
): Promise<void> {
  const given: Column<Placed>[] = [
    ['shop_id', 'text', () => to.shopId],
    ['currency', 'text', () => to.currency],
    ['updated_at', 'timestamptz', () => to.now],
    ['number', 'text', ({ number }) => number],
  ];
  await insertRows(tx, 'orders', [...given, ...orderColumns(shopperIds)], placed);
}

async function replaceOrders(
  tx: Transaction,
  to: { shopId: string; now: Date },
  changed: readonly Placed[],
  shopperIds: ReadonlyMap<string, string>,
): Promise<void> {
  if (changed.length === 0) return;
  const client = clientOf(tx);
  const columns = orderColumns(shopperIds);
  await client.query(
    // Whose it is stays, where a message leaves that out: what is kept of one names nobody, and the erased are not named.
    `update orders o set ${columns
      .map(([name]) =>
        name === 'shopper_id' ? `${name} = coalesce(n.${name}, o.${name})` : `${name} = n.${name}`,
      )
      .join(', ')}, updated_at = $2
     from unnest(${columns.map(([, type], i) => `$${i + 3}::${type}[]`).join(', ')})
       as n (${columns.map(([name]) => name).join(', ')})
     where o.shop_id = $1 and o.id = n.id`,
    [to.shopId, to.now, ...columns.map(([, , value]) => changed.map(value))],
  );
  const ids = changed.map(({ id }) => id);
  // What a file's returns have taken off a line is not in the order's own words.
  const { rows: before } = await client.query<{
    order_id: string;
    product_id: string;
    refund_cents: number;
    refunded_at: Date;
  }>(
    `select order_id, product_id, refund_cents, refunded_at from order_lines
     where shop_id = $1 and order_id = any($2::uuid[]) and refund_cents > 0
       and exists (select 1 from imported_returns r join orders o on o.shop_id = $1 and o.id = order_id
         where r.shop_id = $1 and r.shopper_id = o.shopper_id and r.product_id = order_lines.product_id
           and r.matched_cents > 0)
     order by order_id, line_no`,
    [to.shopId, ids],
  );
  await client.query('delete from order_lines where shop_id = $1 and order_id = any($2::uuid[])', [
    to.shopId,
    ids,
  ]);
  const kept = new Map(before.map((row) => [`${row.order_id}/${row.product_id}`, row]));
  await insertLines(
    tx,
    to.shopId,
    changed.map((one) => ({
      ...one,
      order: {
        ...one.order,
        lines: one.order.lines.map((line) => {
          const earlier = kept.get(`${one.id}/${line.productId}`);
          const paid = line.listPriceCents * line.quantity - line.discountCents;
          const refundCents = Math.min(paid, earlier?.refund_cents ?? 0);
          return refundCents > line.refundCents
            ? { ...line, refundCents, refundedAt: earlier!.refunded_at }
            : line;
        }),
      },
    })),
  );
}

/** What an order's source says of it, and its id. */
function orderColumns(shopperIds: ReadonlyMap<string, string>): Column<Placed>[] {
  return [
    ['id', 'uuid', ({ id }) => id],
    [
      'shopper_id',
      'uuid',
      ({ order }) => (order.shopper && shopperIds.get(order.shopper.externalId)) ?? null,
    ],
    ['placed_at', 'timestamptz', ({ order }) => order.placedAt],
    ['state', 'text', ({ order }) => order.state],
    ['shipping_cents', 'integer', ({ order }) => order.shippingCents],
    ['tax_cents', 'integer', ({ order }) => order.lines.reduce((sum, line) => sum + line.taxCents, 0)],
    ['cancelled_at', 'timestamptz', ({ order }) => order.cancelledAt],
    ['code', 'text', ({ order }) => order.code],
  ];
}

async function insertLines(tx: Transaction, shopId: string, placed: readonly Placed[]): Promise<void> {
  const lines = placed.flatMap(({ id, order }) => order.lines.map((line, i) => ({ id, no: i + 1, line })));
  await insertRows(
    tx,
    'order_lines',
    [
      ['shop_id', 'text', () => shopId],
      ['order_id', 'uuid', ({ id }) => id],
      ['line_no', 'smallint', ({ no }) => no],
      ['product_id', 'text', ({ line }) => line.productId],
      ['quantity', 'integer', ({ line }) => line.quantity],
      ['list_price_cents', 'integer', ({ line }) => line.listPriceCents],
      ['discount_cents', 'integer', ({ line }) => line.discountCents],
      ['unit_cost_cents', 'integer', ({ line }) => line.unitCostCents],
      ['tax_cents', 'integer', ({ line }) => line.taxCents],
      ['refund_cents', 'integer', ({ line }) => line.refundCents],
      ['refunded_at', 'timestamptz', ({ line }) => line.refundedAt],
    ],
    lines,
  );
}
