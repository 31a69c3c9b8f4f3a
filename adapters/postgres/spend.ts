import { BadInputError, NotFoundError } from '../../core/errors.ts';
import type { SpendHistory } from '../../retention/spend/spend-history.ts';
import type { Database, Queryable } from './database.ts';

/** What was spent on a channel on a day. */
export interface SpendRow {
  readonly channel: string;
  /** yyyy-mm-dd. */
  readonly day: string;
  readonly spendCents: number;
}

/** Writes spend; the same channel and day again takes the new amount. @returns how many rows were new or other. */
export async function putSpend(
  database: Database,
  shopId: string,
  rows: readonly SpendRow[],
): Promise<{ written: number; same: number }> {
  const { rowCount } = await database.query(
    `insert into spend as s (shop_id, channel, day, spend_cents)
     select $1, * from unnest($2::text[], $3::date[], $4::bigint[])
     on conflict (shop_id, channel, day) do update set spend_cents = excluded.spend_cents
       where s.spend_cents <> excluded.spend_cents`,
    [
      shopId,
      rows.map(({ channel }) => channel),
      rows.map(({ day }) => day),
      rows.map(({ spendCents }) => spendCents),
    ],
  );
  const written = rowCount ?? 0;
  return { written, same: rows.length - written };
}

/** @throws NotFoundError when there is no such shop. */
export async function shopCurrency(queryable: Queryable, shopId: string): Promise<string> {
  const { rows } = await queryable.query<{ currency: string }>('select currency from shops where id = $1', [
    shopId,
  ]);
  if (!rows[0]) throw new NotFoundError(`there is no shop "${shopId}"`);
  return rows[0].currency;
}

/** Whether anything is known of what was spent. */
export async function hasSpend(queryable: Queryable, shopId: string): Promise<boolean> {
  const { rowCount } = await queryable.query('select 1 from spend where shop_id = $1 limit 1', [shopId]);
  return rowCount === 1;
}

/**
 * Spend by channel and the shop's revenue (merchandise paid, less refunds) by day of the shop's zone, from the first day
 * with spend to the last; in minor units.
 * @throws BadInputError when no spend was imported.
 */
export async function spendHistoryOfShop(queryable: Queryable, shopId: string): Promise<SpendHistory> {
  const { rows } = await queryable.query<{ channel: string | null; day: number; cents: number }>(
    `with span as (select min(day) as first, max(day) as last from spend where shop_id = $1)
     select channel, day - date '1970-01-01' as day, spend_cents::float8 as cents from spend where shop_id = $1
     union all
     select null, days.day - date '1970-01-01', coalesce(sum(sold.cents), 0)::float8
     from span
     cross join lateral (select generate_series(span.first, span.last, interval '1 day')::date as day) days
     left join (
       select (o.placed_at at time zone shop.time_zone)::date as day,
         l.list_price_cents::bigint * l.quantity - l.discount_cents - l.refund_cents as cents
       from shops shop
       join orders o on o.shop_id = shop.id and o.state <> 'cancelled'
       join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where shop.id = $1) sold on sold.day = days.day
     where span.first is not null
     group by days.day`,
    [shopId],
  );
  const days = rows.map(({ day }) => day);
  if (days.length === 0)
    throw new BadInputError(
      `no spend of shop "${shopId}" is known; "mainstay import spend FILE" takes it in`,
    );
  const firstDay = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const length = days.reduce((most, day) => Math.max(most, day), 0) - firstDay + 1;
  const channels = [...new Set(rows.flatMap(({ channel }) => (channel === null ? [] : [channel])))].sort();
  const spend = channels.map(() => new Float64Array(length));
  const outcome = new Float64Array(length);
  for (const { channel, day, cents } of rows) {
    if (channel === null) outcome[day - firstDay] = cents;
    else spend[channels.indexOf(channel)]![day - firstDay] = cents;
  }
  return { channels, firstDay, spend, outcome };
}
