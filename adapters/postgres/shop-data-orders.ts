import type { OrderLineView, OrderView, ReturnView, ShipmentView } from '../../bot/ports/shop-data.ts';
import type { Localised } from '../../core/localised.ts';
import { paidForLine, refundWithTax } from '../../core/order-amounts.ts';
import type { Queryable } from './database.ts';

interface OrderRow {
  id: string;
  number: string;
  placed_at: Date;
  state: OrderView['state'];
  cancelled_at: Date | null;
  currency: string;
  shipping_cents: number;
  tax_cents: number;
  lines: LineJson[];
  shipment: ShipmentJson | null;
  returns: ReturnJson[];
}

interface LineJson {
  lineNo: number;
  productId: string;
  name: Localised | null;
  quantity: number;
  listPriceCents: number;
  discountCents: number;
  taxCents: number;
  refundCents: number;
  refundedAt: string | null;
}

interface ShipmentJson {
  carrier: string;
  trackingNumber: string;
  state: ShipmentView['state'];
  promisedAt: string | null;
  shippedAt: string | null;
  deliveredAt: string | null;
  latest: { at: string; place: Localised } | null;
}

interface ReturnJson {
  number: string;
  state: ReturnView['state'];
  lines: { lineNo: number }[];
  openedAt: string;
}

const orderColumns = `o.id, o.number, o.placed_at, o.state, o.cancelled_at, o.currency, o.shipping_cents, o.tax_cents,
  (select coalesce(json_agg(json_build_object('lineNo', l.line_no, 'productId', l.product_id, 'name', p.name,
     'quantity', l.quantity, 'listPriceCents', l.list_price_cents, 'discountCents', l.discount_cents,
     'taxCents', l.tax_cents, 'refundCents', l.refund_cents, 'refundedAt', l.refunded_at) order by l.line_no), '[]')
   from order_lines l left join products p on p.shop_id = l.shop_id and p.id = l.product_id
   where l.shop_id = o.shop_id and l.order_id = o.id) as lines,
  (select json_build_object('carrier', s.carrier, 'trackingNumber', s.tracking_number, 'state', s.state,
     'promisedAt', s.promised_at, 'shippedAt', s.shipped_at, 'deliveredAt', s.delivered_at,
     'latest', s.history->-1)
   from shipments s where s.shop_id = o.shop_id and s.order_id = o.id
   order by s.shipped_at desc nulls last limit 1) as shipment,
  (select coalesce(json_agg(json_build_object('number', r.number, 'state', r.state, 'lines', r.lines,
     'openedAt', r.opened_at) order by r.opened_at), '[]')
   from returns r where r.shop_id = o.shop_id and r.order_id = o.id) as returns`;

const ordersOfStatement = {
  name: 'orders-of',
  text: `select ${orderColumns} from orders o
     where o.shop_id = $1 and o.shopper_id = $2
     order by o.placed_at desc limit $3`,
};

/** The shopper's newest orders, newest first, with lines, parcel and returns: one round trip. */
export async function selectOrdersOf(
  db: Queryable,
  shopId: string,
  shopperId: string,
  limit: number,
): Promise<OrderView[]> {
  const { rows } = await db.query<OrderRow>(ordersOfStatement, [shopId, shopperId, limit]);
  return rows.map(orderView);
}

export async function selectOrderOf(
  db: Queryable,
  shopId: string,
  shopperId: string,
  number: string,
): Promise<OrderView | null> {
  const { rows } = await db.query<OrderRow>(
    `select ${orderColumns} from orders o
     where o.shop_id = $1 and o.shopper_id = $2 and upper(o.number) = upper($3)`,
    [shopId, shopperId, number],
  );
  return rows[0] ? orderView(rows[0]) : null;
}

function orderView(row: OrderRow): OrderView {
  const lines = row.lines.map(lineView);
  return {
    id: row.id,
    number: row.number,
    placedAt: row.placed_at,
    state: row.state,
    cancelledAt: row.cancelled_at,
    currency: row.currency,
    shippingCents: row.shipping_cents,
    taxCents: row.tax_cents,
    totalCents: lines.reduce((sum, line) => sum + line.paidCents, row.shipping_cents),
    lines,
    shipment: row.shipment && {
      ...row.shipment,
      promisedAt: dateOrNull(row.shipment.promisedAt),
      shippedAt: dateOrNull(row.shipment.shippedAt),
      deliveredAt: dateOrNull(row.shipment.deliveredAt),
      latest: row.shipment.latest && { ...row.shipment.latest, at: new Date(row.shipment.latest.at) },
    },
    returns: row.returns.map(({ number, state, lines: returned, openedAt }) => ({
      number,
      state,
      lineNos: returned.map(({ lineNo }) => lineNo),
      openedAt: new Date(openedAt),
    })),
  };
}

function lineView(line: LineJson): OrderLineView {
  return {
    lineNo: line.lineNo,
    productId: line.productId,
    name: line.name ?? { en: line.productId, zh: line.productId },
    quantity: line.quantity,
    paidCents: paidForLine(line, line.quantity),
    refundedCents: refundWithTax(line, line.quantity, line.refundCents),
    refundedAt: dateOrNull(line.refundedAt),
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
