import type { RowReader } from '../rows/row-reader.ts';
import { countryCode } from '../values/country-code.ts';
import { productKey } from '../values/product-key.ts';
import { type ServiceLine, serviceLine } from './service-line.ts';

/** One row of an orders file, read. Amounts are minor units; undefined: the row does not say. */
export interface OrderRow {
  readonly number?: string | undefined;
  readonly shopper?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  /** Milliseconds. */
  readonly at?: number | undefined;
  readonly product: string;
  readonly category?: string | undefined;
  readonly service?: ServiceLine | undefined;
  /** Negative: it came back. */
  readonly quantity: number;
  /** Of the whole line, before its discount; never negative. */
  readonly lineCents: number;
  readonly lineDiscount?: number | undefined;
  readonly lineTax?: number | undefined;
  readonly lineRefund?: number | undefined;
  readonly unitCost?: number | undefined;
  readonly discount?: number | undefined;
  readonly shipping?: number | undefined;
  readonly tax?: number | undefined;
  readonly total?: number | undefined;
  readonly refund?: number | undefined;
  readonly status?: string | undefined;
  readonly cancelledAt?: number | undefined;
  readonly refundedAt?: number | undefined;
  readonly code?: string | undefined;
}

export interface ReadOrderRow {
  /** Rows with the same key are one order. */
  readonly key: string;
  /** As the file spells it. */
  readonly productName: string | null;
  readonly row: OrderRow;
}

/** Who the shopper is in the shop's own systems; null: a guest. */
export function shopperKeyOf({ shopper, email }: Pick<OrderRow, 'shopper' | 'email'>): string | null {
  return shopper ?? email?.toLowerCase() ?? null;
}

/**
 * Reads a row of an orders file. Without order numbers, one customer's rows of one minute are one order.
 * @returns null when it is left out: the reader's faults say why.
 */
export function readOrderRow(
  reader: RowReader,
  productIds: ReadonlyMap<string, string>,
): ReadOrderRow | null {
  reader.checkCurrency();
  const name = reader.text('product_name');
  const sku = reader.text('product');
  const number = reader.text('number')?.replace(/^#/, '');
  const shopper = reader.text('shopper');
  const email = reader.text('email');
  const at = reader.date('placed_at');
  const quantity = reader.has('quantity') ? reader.count('quantity') : 1;
  const row = {
    number,
    shopper,
    email,
    name: reader.text('shopper_name'),
    country: countryOf(reader),
    region: reader.text('region'),
    at,
    product: sku ?? productOf(name, productIds),
    category: reader.text('category'),
    service: (name !== undefined && serviceLine(name)) || undefined,
    quantity: quantity ?? 0,
    lineCents: lineCentsOf(reader, quantity ?? 0),
    lineDiscount: positive(reader.cents('line_discount')),
    lineTax: reader.cents('line_tax'),
    lineRefund: positive(reader.cents('line_refund')),
    unitCost: positive(reader.cents('unit_cost')),
    discount: positive(reader.cents('discount')),
    shipping: positive(reader.cents('shipping')),
    tax: positive(reader.cents('tax')),
    total: reader.cents('total'),
    refund: positive(reader.cents('refund')),
    status: reader.text('status')?.toLowerCase(),
    cancelledAt: reader.date('cancelled_at'),
    refundedAt: reader.date('refunded_at'),
    code: reader.text('code'),
  };
  if (reader.faults.length > 0) return null;
  refuseNoise(reader, row, { at, number, quantity });
  if (reader.faults.length > 0) return null;
  return { key: keyOf(row), productName: name ?? null, row };
}

function refuseNoise(
  reader: RowReader,
  row: OrderRow,
  said: { at: number | undefined; number: string | undefined; quantity: number | undefined },
): void {
  const known = said.number !== undefined || shopperKeyOf(row) !== null;
  if (said.at === undefined && said.number === undefined) reader.fault('placed_at', 'no date');
  else if (said.quantity === undefined) reader.fault('quantity', 'no quantity');
  else if (said.quantity === 0) reader.fault('quantity', 'a quantity of 0');
  else if (row.service === 'books') reader.fault('product_name', "an entry of the shop's books, no sale");
  else if (row.lineCents < 0)
    reader.fault(
      reader.has('unit_price') ? 'unit_price' : 'line_total',
      'a price below 0: a correction, no sale',
    );
  else if (!known && row.lineCents === 0)
    reader.fault(null, 'neither a price nor a customer: a movement of stock, no sale');
  else if (row.quantity < 0 && row.lineCents === 0)
    reader.fault(null, 'nothing was given back for it: a movement of stock, no return');
  else if (row.product === '') reader.fault('product_name', 'no product');
  else if (row.quantity < 0 && !known && row.service !== 'shipping' && row.service !== 'discount')
    reader.fault('quantity', 'a return that names neither an order nor a customer');
}

/** The whole line's amount; below 0 only for a price below 0. */
function lineCentsOf(reader: RowReader, quantity: number): number {
  const total = reader.amount('line_total');
  if (total !== undefined && !reader.has('unit_price'))
    return Math.round(quantity < 0 ? Math.abs(total) : total);
  const unit = reader.amount('unit_price');
  if (unit === undefined) {
    if (reader.faults.length === 0 && total === undefined) reader.fault('unit_price', 'no price');
    return Math.round(total ?? 0);
  }
  const cents = Math.round(Number((unit * Math.abs(quantity)).toFixed(6)));
  if (Math.abs(cents) > 2_147_483_647) reader.fault('unit_price', 'a line of more than 21 million');
  return cents;
}

function countryOf(reader: RowReader): string | undefined {
  const text = reader.text('country');
  return text === undefined ? undefined : (countryCode(text) ?? undefined);
}

function keyOf(row: OrderRow): string {
  if (row.number !== undefined) return `#${row.number}`;
  const minute = new Date(row.at!).toISOString().slice(0, 16);
  const shopper = shopperKeyOf(row);
  return shopper === null ? `|${row.country ?? ''}|${minute}` : `${shopper}|${minute}`;
}

function positive(cents: number | undefined): number | undefined {
  return cents === undefined ? undefined : Math.abs(cents);
}

/** A product that is named by words: the shop's own of that name, else one by its words. */
function productOf(name: string | undefined, productIds: ReadonlyMap<string, string>): string {
  if (name === undefined) return '';
  const key = productKey(name);
  return productIds.get(key) ?? key;
}
