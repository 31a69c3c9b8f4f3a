import type { Database } from '../../adapters/postgres/database.ts';

/** Mean of 1 to 4 lines an order. */
const linesPerOrder = 2.5;

/**
 * Three years of orders beside those that are there, by SQL, until the shop has `lines` order lines: few shoppers buy
 * much, many once; shipments with every order, one order in twenty with a return, half a million views and carts.
 */
export async function fillOrders(
  database: Database,
  shopId: string,
  size: { shoppers: number; lines: number },
): Promise<void> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*) as count from order_lines where shop_id = $1',
    [shopId],
  );
  const orders = Math.ceil((1.01 * Math.max(0, size.lines - rows[0]!.count)) / linesPerOrder);
  if (orders === 0) return;
  await database.query(
    `insert into shoppers (shop_id, id, external_id, display_name, email, language, country, created_at)
     select $1, gen_random_uuid(), 'filled-' || i,
       case when i % 3 = 0 then (array['王', '李', '张', '刘', '陈', '杨', '赵', '黄'])[1 + i % 8]
           || (array['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '勇', '杰'])[1 + i / 8 % 10]
         else (array['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Frank', 'Grace', 'Henry', 'Ivy', 'Jack', 'Kate', 'Liam'])[1 + i % 12]
           || ' ' || (array['Smith', 'Jones', 'Taylor', 'Brown', 'Wilson', 'Evans', 'Thomas', 'Roberts', 'Walker', 'Wright',
             'Hughes', 'Green', 'Hall', 'Wood', 'Harris', 'Clarke', 'Patel', 'Khan', 'Lewis'])[1 + i / 12 % 19] end,
       'filled-' || i || '@example.com', (array['en', 'zh'])[1 + (i % 3 = 0)::int], 'GB',
       now() - make_interval(days => 30 + i % 1000)
     from generate_series(1, $2::int) as i`,
    [shopId, size.shoppers],
  );
  await database.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, tax_cents, updated_at)
     select $1, gen_random_uuid(), 'F' || i, s.id, at,
       case when at > now() - interval '3 days' then 'placed' when i % 60 = 0 then 'cancelled' else 'delivered' end,
       'GBP', case when i % 3 = 0 then 0 else 395 end, 800, at
     from (select i, floor(power(random(), 1.3) * $3)::int as place from generate_series(1, $2::int) as i) n
     join (select id, row_number() over (order by external_id) - 1 as place from shoppers
       where shop_id = $1 and external_id like 'filled-%') s using (place),
       lateral (select now() - make_interval(mins => ((1 - sqrt(i::float8 / $2)) * 1576800)::int) as at) times`,
    [shopId, orders, size.shoppers],
  );
  await database.query(
    `with catalogue as materialized (
       select *, row_number() over (order by md5(id)) - 1 as place from products where shop_id = $1)
     insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents,
       unit_cost_cents, tax_cents)
     select o.shop_id, o.id, n, p.id, 1 + (hash % 9 = 0)::int, p.price_cents,
       case when hash % 7 = 0 then p.price_cents / 10 else 0 end, p.unit_cost_cents, p.price_cents / 6
     from orders o
     cross join lateral generate_series(1, 1 + abs(hashtext(o.number)) % 4) as n
     cross join lateral (select abs(hashtext(o.number || '/' || n)) as hash) h
     join catalogue p on p.place = floor(power((hash % 10000) / 10000.0::float8, 2) * (select count(*) from catalogue))::bigint
     where o.shop_id = $1 and o.number like 'F%'`,
    [shopId],
  );
  await database.query(
    `insert into shipments (shop_id, id, order_id, carrier, tracking_number, state, promised_at, shipped_at, delivered_at)
     select shop_id, gen_random_uuid(), id, 'Royal Mail', 'RM' || substr(number, 2) || 'GB',
       case state when 'delivered' then 'delivered' else 'in_transit' end, placed_at + interval '4 days',
       placed_at + interval '1 day', case state when 'delivered' then placed_at + interval '3 days' end
     from orders where shop_id = $1 and number like 'F%' and state <> 'cancelled'`,
    [shopId],
  );
  await database.query(
    `insert into returns (shop_id, id, number, order_id, lines, reason, state, opened_at)
     select shop_id, gen_random_uuid(), 'R' || number, id, '[{"lineNo": 1, "quantity": 1}]', 'too small', 'refunded',
       placed_at + interval '9 days'
     from orders where shop_id = $1 and number like 'F%' and state = 'delivered' and abs(hashtext(number)) % 20 = 0`,
    [shopId],
  );
  await database.query(
    `insert into events (shop_id, id, shopper_id, visitor_id, kind, product_id, occurred_at)
     select o.shop_id, gen_random_uuid(), o.shopper_id, null, (array['visit', 'view', 'view', 'cart_add'])[n], l.product_id,
       o.placed_at - make_interval(mins => 20 - n)
     from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id and l.line_no = 1,
       generate_series(1, 4) as n
     where o.shop_id = $1 and o.number like 'F%' and o.placed_at > now() - interval '500 days'`,
    [shopId],
  );
}
