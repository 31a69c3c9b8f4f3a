import { clientOf, type Database } from '../../../adapters/postgres/database.ts';
import { seedMoney } from '../../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../../adapters/rules/zen-engine.ts';
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
