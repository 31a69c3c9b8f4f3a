import { expect } from 'vitest';
import { clientOf, type Database } from '../../../adapters/postgres/database.ts';
import { PostgresMoneyDesk } from '../../../adapters/postgres/money-desk.ts';
import { seedMoney } from '../../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../../adapters/rules/zen-engine.ts';
import type { GrantView } from '../../../bot/ports/money.ts';
import { newId } from '../../../core/ids.ts';

export const engine = new ZenRuleEngine();
/** In the middle of the UTC period from 2026-11-03 to 2026-12-03. */
export const now = new Date('2026-11-20T12:00:00Z');
export const daysBefore = (days: number, date = now) => new Date(date.getTime() - days * 86_400_000);

/** A shop with money set up, in a country where every kind may be personalised. */
export async function addShop(
  database: Database,
  id: string,
  options: { timeZone?: string; country?: string; armBudgetCents?: number } = {},
): Promise<string> {
  await database.transaction(async (tx) => {
    await clientOf(tx).query(
      `insert into shops (id, name, currency, time_zone, country, identity_secret) values ($1, $2, 'EUR', $3, $4, 's')`,
      [id, JSON.stringify({ en: id, zh: id }), options.timeZone ?? 'UTC', options.country ?? 'DE'],
    );
    await seedMoney(tx, {
      id,
      now,
      engine,
      ...(options.armBudgetCents === undefined ? {} : { armBudgetCents: options.armBudgetCents }),
    });
  });
  return id;
}

export interface OrderSpec {
  placedAt: Date;
  listCents?: number;
  discountCents?: number;
  refundCents?: number;
  refundedAt?: Date;
  shippingCents?: number;
  unitCostCents?: number | null;
  cancelledAt?: Date;
}

let orderNumber = 0;

export async function addOrder(database: Database, shopId: string, shopperId: string, order: OrderSpec) {
  const id = newId();
  await database.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, cancelled_at)
     values ($1, $2, $3, $4, $5, $6, 'EUR', $7, $8)`,
    [
      shopId,
      id,
      `N${++orderNumber}`,
      shopperId,
      order.placedAt,
      order.cancelledAt ? 'cancelled' : 'delivered',
      order.shippingCents ?? 499,
      order.cancelledAt ?? null,
    ],
  );
  await database.query(
    `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents,
       unit_cost_cents, refund_cents, refunded_at)
     values ($1, $2, 1, 'p', 1, $3, $4, $5, $6, $7)`,
    [
      shopId,
      id,
      order.listCents ?? 6_000,
      order.discountCents ?? 0,
      order.unitCostCents === undefined ? 3_000 : order.unitCostCents,
      order.refundCents ?? 0,
      order.refundedAt ?? null,
    ],
  );
  return id;
}

export async function addShopper(
  database: Database,
  shopId: string,
  options: { country?: string; region?: string; id?: string } = {},
): Promise<string> {
  const id = options.id ?? newId();
  await database.query(
    'insert into shoppers (shop_id, id, country, region, created_at) values ($1, $2, $3, $4, $5)',
    [shopId, id, options.country ?? null, options.region ?? null, daysBefore(700)],
  );
  return id;
}

/** Four orders fifty days apart, then silence since long before the period: every default offer is open to them. */
export async function addDriftingShopper(
  database: Database,
  shopId: string,
  options: { country?: string; region?: string; id?: string } = {},
): Promise<string> {
  const id = await addShopper(database, shopId, options);
  for (const days of [300, 250, 200, 150])
    await addOrder(database, shopId, id, {
      placedAt: daysBefore(days),
      listCents: 8_000,
      unitCostCents: 3_200,
    });
  return id;
}

export function decideRequest(shopId: string, shopperId: string, at: Date = now) {
  return { shopId, shopperId, identityVerified: true, conversationId: null, sequence: null, now: at };
}

/** A shopper who was granted an offer of that kind. */
export async function granted(
  database: Database,
  shopId: string,
  kind: GrantView['kind'],
): Promise<{ shopperId: string; grant: GrantView }> {
  const desk = new PostgresMoneyDesk({ rules: engine });
  for (let i = 0; i < 200; i++) {
    const shopperId = await addDriftingShopper(database, shopId);
    const decision = await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
    if (decision?.grant?.kind === kind) return { shopperId, grant: decision.grant };
  }
  throw new Error(`nobody was granted ${kind}`);
}

/** The counters of every budget are the sums of its ledger. */
export async function expectBooksToBalance(database: Database, shopId: string): Promise<void> {
  const { rows } = await database.query<{ counters: string; ledger: string }>(
    `select
       (select json_object_agg(id, array[reserved_cents, spent_cents] order by id)::text from budgets where shop_id = $1) as counters,
       (select json_object_agg(b.id, array[
          (select coalesce(sum(amount_cents), 0)::bigint from ledger l where l.shop_id = $1 and l.account = 'reserved:' || b.id),
          (select coalesce(sum(amount_cents), 0)::bigint from ledger l where l.shop_id = $1 and l.account = 'spent:' || b.id)] order by b.id)::text
        from budgets b where b.shop_id = $1) as ledger`,
    [shopId],
  );
  expect(rows[0]!.ledger).toBe(rows[0]!.counters);
}

/**
 * Shoppers with up to seven orders of their own sizes, rhythms and discounts, made in the database in one go. Their ids,
 * and with them what is drawn for them, are the same in every run.
 */
export async function addCrowd(database: Database, shopId: string, size: number): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `insert into shoppers (shop_id, id, created_at)
     select $1, md5($1 || ' ' || k)::uuid, $3::timestamptz - interval '700 days' from generate_series(1, $2) k returning id`,
    [shopId, size, now],
  );
  await database.query(
    `with numbered as (select id, row_number() over (order by id) as n from shoppers where shop_id = $1),
     placed as (
       insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents)
       select $1, gen_random_uuid(), 'crowd-' || n || '-' || k, id,
         $2::timestamptz - make_interval(days => (20 + (n % 90) + k * (7 + n % 31))::int), 'delivered', 'EUR', 100 * (n % 7)
       from numbered, generate_series(1, (n % 8)::int) as k returning shop_id, id, number)
     insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents, unit_cost_cents)
     select shop_id, id, 1, 'p', 1, 2000 + 137 * (length(number) + ascii(right(number, 1)) % 60),
       case when ascii(substr(number, 7, 1)) % 3 = 0 then 900 else 0 end, 1100 from placed`,
    [shopId, now],
  );
  await database.query('analyze');
  return rows.map(({ id }) => id);
}
