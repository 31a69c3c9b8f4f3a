import { NotFoundError } from '../../core/errors.ts';
import type { ChurnExample } from '../../retention/churn/churn-example.ts';
import { horizonOf, type IndexDates, indexDates } from '../../retention/churn/index-dates.ts';
import type { Queryable } from './database.ts';
import { churnFactsOfEverybody } from './risk-facts.ts';

const dayMs = 86_400_000;

export interface ChurnTrainingSet {
  readonly examples: readonly ChurnExample[];
  readonly dates: IndexDates;
  readonly horizonDays: number;
  /** The last moment at which an order would have been recorded. */
  readonly observedUntil: Date;
}

/**
 * Every shopper at every cut-off of a shop's own history, with features from strictly before the cut-off and the
 * label from the horizon after it.
 * @param now nothing after it is read.
 * @throws NotFoundError when the shop has no orders.
 */
export async function churnTrainingSet(
  database: Queryable,
  shopId: string,
  now: Date,
): Promise<ChurnTrainingSet> {
  const span = await observedSpan(database, shopId, now);
  if (!span.firstOrderAt || !span.lastSeenAt)
    throw new NotFoundError(`the shop "${shopId}" has no orders to learn churn from`);
  const horizonDays = horizonOf(await gapsDays(database, shopId, now));
  const dates = indexDates(span.firstOrderAt, span.lastSeenAt, horizonDays);
  const facts = await churnFactsOfEverybody(database, {
    shopId,
    moments: dates.all,
    browsingSince: span.firstEventAt,
  });
  const ordered = await orderTimes(database, shopId, now);
  return {
    examples: facts.map((row) => {
      const from = row.asOf.getTime();
      const until = from + horizonDays * dayMs;
      return {
        facts: row,
        churned: !ordered.get(row.shopperId)?.some((at) => at >= from && at < until),
      };
    }),
    dates,
    horizonDays,
    observedUntil: span.lastSeenAt,
  };
}

async function observedSpan(database: Queryable, shopId: string, now: Date) {
  const { rows } = await database.query<{
    first_order_at: Date | null;
    last_seen_at: Date | null;
    first_event_at: Date | null;
  }>(
    `select (select min(placed_at) from orders where shop_id = $1) as first_order_at,
       (select min(occurred_at) from events where shop_id = $1) as first_event_at,
       -- An import that ends in the past must not turn everybody after it into a leaver.
       greatest((select max(placed_at) from orders where shop_id = $1 and placed_at <= $2),
                (select max(occurred_at) from events where shop_id = $1 and occurred_at <= $2)) as last_seen_at`,
    [shopId, now],
  );
  const row = rows[0]!;
  return {
    firstOrderAt: row.first_order_at,
    lastSeenAt: row.last_seen_at,
    firstEventAt: row.first_event_at,
  };
}

async function gapsDays(database: Queryable, shopId: string, now: Date): Promise<number[]> {
  const { rows } = await database.query<{ gap_days: number }>(
    `select gap_days from (
       select (extract(epoch from o.placed_at - lag(o.placed_at) over (
         partition by coalesce(s.merged_into, s.id) order by o.placed_at)) / 86400)::float8 as gap_days
       from orders o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       where o.shop_id = $1 and o.state <> 'cancelled' and o.placed_at < $2) gaps
     where gap_days is not null`,
    [shopId, now],
  );
  return rows.map((row) => row.gap_days);
}

/** Times of orders in milliseconds, by shopper. */
async function orderTimes(
  database: Queryable,
  shopId: string,
  now: Date,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await database.query<{ shopper_id: string; placed: readonly Date[] }>(
    `select coalesce(s.merged_into, s.id) as shopper_id, array_agg(o.placed_at) as placed
     from orders o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
     where o.shop_id = $1 and o.state <> 'cancelled' and o.placed_at < $2
     group by coalesce(s.merged_into, s.id)`,
    [shopId, now],
  );
  return new Map(rows.map((row) => [row.shopper_id, row.placed.map(Number)]));
}
