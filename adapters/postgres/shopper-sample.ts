import type { Queryable } from './database.ts';

/** Below so many draws in a period nobody knows how many there will be. */
const enoughDraws = 20;

/**
 * Shoppers who ordered or wrote within a year and may get personal offers: at most `most` of them, by chance but always
 * the same ones, and how many there are; and how many draws a period has.
 */
export async function shopperSample(
  queryable: Queryable,
  request: { shopId: string; now: Date; most: number },
): Promise<{ shopperIds: string[]; population: number; drawsPerPeriod: number; drawsAssumed: boolean }> {
  const { rows } = await queryable.query<{ id: string; population: number }>(
    `select u.id, count(*) over () as population from shoppers u
     where u.shop_id = $1 and u.merged_into is null and u.erased_at is null and u.personalisation_refused_at is null
       and (exists (select 1 from orders o where o.shop_id = u.shop_id and o.shopper_id = u.id
              and o.placed_at >= $2::timestamptz - interval '365 days' and o.placed_at < $2)
         or exists (select 1 from conversations c where c.shop_id = u.shop_id and c.shopper_id = u.id
              and c.identity_verified and c.last_activity_at >= $2::timestamptz - interval '365 days'))
     order by md5(u.id::text) limit $3`,
    [request.shopId, request.now, request.most],
  );
  const drawn = await queryable.query<{ draws: number }>(
    `select count(*) as draws from decisions where shop_id = $1 and kind = 'money'
       and created_at >= $2::timestamptz - interval '30 days' and created_at < $2`,
    [request.shopId, request.now],
  );
  const { draws } = drawn.rows[0]!;
  const population = rows[0]?.population ?? 0;
  const drawsAssumed = draws < enoughDraws;
  return {
    shopperIds: rows.map(({ id }) => id),
    population,
    drawsPerPeriod: drawsAssumed ? population : Math.min(draws, population),
    drawsAssumed,
  };
}
