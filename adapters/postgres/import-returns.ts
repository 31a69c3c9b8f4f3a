import { minorDigits, minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { groupBy } from '../../core/group-by.ts';
import { idOfName } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SourceReturn } from '../shop-import/orders/assemble-order.ts';
import { matchReturns, type ReturnableLine } from '../shop-import/orders/match-returns.ts';
import type { RowFault } from '../shop-import/rows/row-fault.ts';
import { clientOf } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** Shoppers whose returns are settled in one transaction. */
const shoppersAtOnce = 500;

/** Keeps what a file says came back; the same return of the same file again is nothing new. @returns how many are new. */
export function saveReturns(
  tx: Transaction,
  run: { shopId: string; id: string },
  returns: readonly SourceReturn[],
  shopperIds: ReadonlyMap<string, string>,
): Promise<number> {
  return insertRows(
    tx,
    'imported_returns',
    [
      ['shop_id', 'text', () => run.shopId],
      [
        'id',
        'uuid',
        (back) =>
          idOfName(
            run.shopId,
            'return',
            back.shopper,
            back.productId,
            back.at.toISOString(),
            String(back.quantity),
            String(back.amountCents),
          ),
      ],
      ['import_id', 'uuid', () => run.id],
      ['line', 'bigint', ({ line }) => line],
      ['shopper_id', 'uuid', ({ shopper }) => shopperIds.get(shopper)],
      ['product_id', 'text', ({ productId }) => productId],
      ['returned_at', 'timestamptz', ({ at }) => at],
      ['quantity', 'integer', ({ quantity }) => quantity],
      ['amount_cents', 'bigint', ({ amountCents }) => amountCents],
    ],
    returns,
    'on conflict (shop_id, id) do nothing',
  );
}

interface OpenRow {
  id: string;
  line: number;
  shopper_id: string;
  product_id: string;
  returned_at: Date;
  amount_cents: number;
}

/**
 * Takes returns off the lines that they return, for some shoppers.
 * @returns null when none is open; else how many found all, some or none of what they return.
 */
export async function settleReturns(
  tx: Transaction,
  run: { shopId: string; currency: string; now: Date },
): Promise<{ matched: number; unmatched: number; faults: RowFault[] } | null> {
  const client = clientOf(tx);
  const { rows: open } = await client.query<OpenRow>(
    `select id, line, shopper_id, product_id, returned_at, amount_cents from imported_returns
     where shop_id = $1 and matched_cents is null and shopper_id in (
       select distinct shopper_id from imported_returns where shop_id = $1 and matched_cents is null
       order by shopper_id limit $2)
     order by shopper_id, returned_at, id`,
    [run.shopId, shoppersAtOnce],
  );
  if (open.length === 0) return null;
  const { rows: lines } = await client.query<ReturnableLine & { shopperId: string }>(
    `with wanted as (select distinct * from unnest($2::uuid[], $3::text[]) as w (shopper_id, product_id)),
     bought as (
       select o.shopper_id, o.id, o.placed_at from (select distinct shopper_id from wanted) s
       join orders o on o.shop_id = $1 and o.shopper_id = s.shopper_id and o.state <> 'cancelled')
     select o.shopper_id as "shopperId", l.order_id as "orderId", l.line_no as "lineNo", l.product_id as "productId",
       o.placed_at as "placedAt",
       l.list_price_cents::bigint * l.quantity - l.discount_cents - l.refund_cents as "leftCents"
     from bought o
     join order_lines l on l.shop_id = $1 and l.order_id = o.id
     join wanted w on w.shopper_id = o.shopper_id and w.product_id = l.product_id`,
    [run.shopId, open.map(({ shopper_id }) => shopper_id), open.map(({ product_id }) => product_id)],
  );
  return match(tx, run, open, lines);
}

async function match(
  tx: Transaction,
  run: { shopId: string; currency: string; now: Date },
  open: readonly OpenRow[],
  lines: readonly (ReturnableLine & { shopperId: string })[],
): Promise<{ matched: number; unmatched: number; faults: RowFault[] }> {
  const linesOf = groupBy(lines, ({ shopperId }) => shopperId);
  const faults: RowFault[] = [];
  const refunds = new Map<string, { orderId: string; lineNo: number; cents: number; at: Date }>();
  const matched: { id: string; cents: number }[] = [];
  for (const [shopperId, returns] of groupBy(open, ({ shopper_id }) => shopper_id)) {
    const found = matchReturns(
      linesOf.get(shopperId) ?? [],
      returns.map((row) => ({
        id: row.id,
        productId: row.product_id,
        at: row.returned_at,
        amountCents: row.amount_cents,
      })),
    );
    for (const { orderId, lineNo, amountCents, at } of found.refunds) {
      const key = `${orderId}/${lineNo}`;
      const before = refunds.get(key);
      // A line that came back in two parts counts as refunded when the second came: never before it was known.
      refunds.set(key, { orderId, lineNo, cents: (before?.cents ?? 0) + amountCents, at });
    }
    for (const row of returns) {
      const cents = found.matchedCents.get(row.id)!;
      matched.push({ id: row.id, cents });
      const left = row.amount_cents - cents;
      if (left > 0)
        faults.push({
          line: row.line,
          column: null,
          value: row.product_id,
          reason: `a return of what was not bought before, or not at that price: ${(left / minorPerMajor(run.currency)).toFixed(minorDigits(run.currency))} ${run.currency} of it are left over`,
        });
    }
  }
  await writeRefunds(tx, run, [...refunds.values()]);
  await clientOf(tx).query(
    `update imported_returns r set matched_cents = m.cents
     from unnest($2::uuid[], $3::bigint[]) as m (id, cents) where r.shop_id = $1 and r.id = m.id`,
    [run.shopId, matched.map(({ id }) => id), matched.map(({ cents }) => cents)],
  );
  return { matched: open.length - faults.length, unmatched: faults.length, faults };
}

async function writeRefunds(
  tx: Transaction,
  run: { shopId: string; now: Date },
  refunds: readonly { orderId: string; lineNo: number; cents: number; at: Date }[],
): Promise<void> {
  await clientOf(tx).query(
    `with given as (select * from unnest($2::uuid[], $3::smallint[], $4::integer[], $5::timestamptz[])
       as g (order_id, line_no, cents, at)),
     refunded as (
       update order_lines l set refund_cents = l.refund_cents + g.cents, refunded_at = greatest(l.refunded_at, g.at)
       from given g where l.shop_id = $1 and l.order_id = g.order_id and l.line_no = g.line_no)
     update orders o set updated_at = $6 from given g where o.shop_id = $1 and o.id = g.order_id`,
    [
      run.shopId,
      refunds.map(({ orderId }) => orderId),
      refunds.map(({ lineNo }) => lineNo),
      refunds.map(({ cents }) => cents),
      refunds.map(({ at }) => at),
      run.now,
    ],
  );
}
