import type { StorefrontOrder } from '../../core/contracts/storefront.ts';
import type { Localised } from '../../core/localised.ts';
import { paidForLine, refundWithTax } from '../../core/order-amounts.ts';
import type { Queryable } from './database.ts';
import { pictureUrl } from './storefront-catalogue.ts';

interface LineRow {
  productId: string;
  name: Localised;
  quantity: number;
  listPriceCents: number;
  discountCents: number;
  taxCents: number;
  refundCents: number;
}

interface OrderRow {
  number: string;
  placed_at: Date;
  state: StorefrontOrder['state'];
  shipping_cents: number;
  code: string | null;
  lines: LineRow[];
  shipment: StorefrontOrder['shipment'];
  returned: StorefrontOrder['return'];
}

/** The shopper's newest orders, newest first, with parcels and returns; or the one of a number. */
export async function ordersOf(
  database: Queryable,
  shopId: string,
  shopperId: string,
  number: string | null = null,
): Promise<StorefrontOrder[]> {
  const { rows } = await database.query<OrderRow>(
    `select o.number, o.placed_at, o.state, o.shipping_cents, o.code,
       (select jsonb_agg(jsonb_build_object('productId', l.product_id, 'name', p.name, 'quantity', l.quantity,
           'listPriceCents', l.list_price_cents, 'discountCents', l.discount_cents, 'taxCents', l.tax_cents,
           'refundCents', l.refund_cents) order by l.line_no)
        from order_lines l join products p on p.shop_id = l.shop_id and p.id = l.product_id
        where l.shop_id = o.shop_id and l.order_id = o.id) as lines,
       (select jsonb_build_object('carrier', s.carrier, 'trackingNumber', s.tracking_number, 'state', s.state,
           'promisedAt', s.promised_at, 'deliveredAt', s.delivered_at, 'history', s.history)
        from shipments s where s.shop_id = o.shop_id and s.order_id = o.id limit 1) as shipment,
       (select jsonb_build_object('number', r.number, 'state', r.state) from returns r
        where r.shop_id = o.shop_id and r.order_id = o.id order by r.opened_at desc limit 1) as returned
     from orders o
     where o.shop_id = $1 and o.shopper_id = $2 and ($3::text is null or o.number = $3)
     order by o.placed_at desc limit 30`,
    [shopId, shopperId, number],
  );
  return rows.map(orderOf);
}

function orderOf(row: OrderRow): StorefrontOrder {
  const lines = (row.lines ?? []).map((line) => ({
    productId: line.productId,
    name: line.name,
    pictureUrl: pictureUrl(line.productId),
    quantity: line.quantity,
    paidCents: paidForLine(line, line.quantity),
    refundedCents: refundWithTax(line, line.quantity, line.refundCents),
  }));
  return {
    number: row.number,
    placedAt: row.placed_at.toISOString(),
    state: row.state,
    totalCents: lines.reduce((sum, line) => sum + line.paidCents, 0) + row.shipping_cents,
    shippingCents: row.shipping_cents,
    code: row.code,
    lines,
    shipment: row.shipment,
    return: row.returned,
  };
}
