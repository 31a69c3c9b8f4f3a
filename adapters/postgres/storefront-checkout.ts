import { randomInt } from 'node:crypto';
import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { ConflictError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { splitLine } from '../../core/order-amounts.ts';
import type { Transaction } from '../../core/transaction.ts';
import { promisedDate } from '../demo-shop/shipping.ts';
import { clientOf } from './database.ts';
import { movePoints } from './money-redemptions.ts';
import type { Buyer, StorefrontShop } from './storefront-shop.ts';

export interface NewOrder {
  readonly id: string;
  /** With shown unit prices and what the code takes off each line. */
  readonly lines: readonly {
    productId: string;
    quantity: number;
    priceCents: number;
    discountShownCents: number;
  }[];
  /** What the shopper pays for shipping. */
  readonly shippingCents: number;
  readonly code: string | null;
  readonly grantId: string | null;
  readonly now: Date;
}

/** Takes the pieces out of stock. @throws ConflictError naming a product of which there are too few. */
export async function takeFromStock(
  tx: Transaction,
  shopId: string,
  lines: readonly { productId: string; quantity: number }[],
): Promise<void> {
  // Always in the same order, so that two checkouts cannot wait for each other.
  for (const { productId, quantity } of [...lines].sort((a, b) => (a.productId < b.productId ? -1 : 1))) {
    const { rowCount } = await clientOf(tx).query(
      'update products set stock = stock - $3 where shop_id = $1 and id = $2 and stock >= $3',
      [shopId, productId, quantity],
    );
    if (rowCount === 0)
      throw new ConflictError(`there are not ${quantity} of ${productId} left; change the cart`);
  }
}

/** Writes the order, its lines and its parcel, and counts the loyalty points, which the order remembers. @returns its number. */
export async function insertOrder(
  tx: Transaction,
  shop: StorefrontShop,
  buyer: Buyer,
  order: NewOrder,
): Promise<string> {
  const client = clientOf(tx);
  const taxPercent = shop.settings.taxPercent[buyer.country] ?? 0;
  const lines = order.lines.map((line) => ({
    ...line,
    ...splitLine(line.priceCents, line.quantity, line.discountShownCents, taxPercent),
  }));
  const points = buyer.shopperId === null ? 0 : pointsFor(shop, order);
  const number = await nextNumber(tx, shop.id);
  await client.query(
    `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, tax_cents,
       grant_id, code, points, updated_at)
     values ($1, $2, $3, $4, $5, 'placed', $6, $7, $8, $9, $10, $11, $5)`,
    [
      shop.id,
      order.id,
      number,
      buyer.shopperId,
      order.now,
      shop.currency,
      order.shippingCents,
      lines.reduce((sum, line) => sum + line.taxCents, 0),
      order.grantId,
      order.code,
      points,
    ],
  );
  await client.query(
    `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents,
       tax_cents, unit_cost_cents)
     select $1, $2, l.line_no, l.product_id, l.quantity, l.list_price, l.discount, l.tax, p.unit_cost_cents
     from unnest($3::text[], $4::int[], $5::int[], $6::int[], $7::int[])
       with ordinality as l(product_id, quantity, list_price, discount, tax, line_no)
     join products p on p.shop_id = $1 and p.id = l.product_id`,
    [
      shop.id,
      order.id,
      lines.map((line) => line.productId),
      lines.map((line) => line.quantity),
      lines.map((line) => line.listPriceCents),
      lines.map((line) => line.discountCents),
      lines.map((line) => line.taxCents),
    ],
  );
  await insertShipment(tx, shop, buyer, order);
  if (buyer.shopperId !== null && points > 0) await movePoints(tx, shop.id, buyer.shopperId, points);
  return number;
}

/** One row lock a checkout: numbers rise without gaps. */
async function nextNumber(tx: Transaction, shopId: string): Promise<string> {
  const { rows } = await clientOf(tx).query<{ number: number }>(
    `update order_counters set next_number = next_number + 1 where shop_id = $1
     returning next_number - 1 as number`,
    [shopId],
  );
  if (!rows[0]) throw new ConflictError(`shop ${shopId} takes no orders here: it has no order counter`);
  return String(rows[0].number);
}

async function insertShipment(
  tx: Transaction,
  shop: StorefrontShop,
  buyer: Buyer,
  order: NewOrder,
): Promise<void> {
  const history = [
    { at: order.now, state: 'preparing', place: { en: 'Bristol warehouse', zh: '布里斯托仓库' } },
  ];
  await clientOf(tx).query(
    `insert into shipments (shop_id, id, order_id, carrier, tracking_number, state, promised_at, history)
     values ($1, $2, $3, $4, $5, 'preparing', $6, $7)`,
    [
      shop.id,
      newId(),
      order.id,
      buyer.country === 'GB' ? 'Royal Mail' : 'DHL',
      `HH${String(randomInt(1_000_000_000)).padStart(9, '0')}${buyer.country}`,
      promisedDate(shop.settings, buyer.country, order.now),
      JSON.stringify(history),
    ],
  );
}

function pointsFor(shop: StorefrontShop, order: NewOrder): number {
  const paidCents = order.lines.reduce(
    (sum, line) => sum + line.priceCents * line.quantity - line.discountShownCents,
    0,
  );
  return Math.floor((paidCents / minorPerMajor(shop.currency)) * shop.settings.loyalty.pointsPerPound);
}
