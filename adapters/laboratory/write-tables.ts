import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { AccountFacts } from '../../retention/facts.ts';
import { momentOf } from '../../retention/laboratory/calendar.ts';
import { laboratoryActions } from '../../retention/laboratory/laboratory-offer.ts';
import { nature, type World } from '../../retention/laboratory/world.ts';
import { type BookedOrder, bookedOrders, discountCodes } from './booked-orders.ts';
import { drawLaboratoryProducts, type LaboratoryProduct } from './laboratory-products.ts';
import type { LaboratoryWorld } from './laboratory-world.ts';
import type { ShopperHistory } from './past-conversations.ts';

/** Rows that each file got. */
export type WrittenTables = Readonly<Record<string, number>>;

/** Facts that the campaign log carries as columns. */
const factColumns = [
  'accountAgeDays',
  'orderCount',
  'daysSinceLastOrder',
  'usualGapDays',
  'clvCents',
  'meanOrderCents',
  'marginRate',
  'discountShare',
  'visits30',
  'offersGranted',
  'offersRedeemed',
  'churnRisk',
] as const satisfies readonly (keyof AccountFacts)[];

/**
 * Writes a laboratory's past as files that the commands read: orders.csv, shoppers.csv, visits.csv, conversations.jsonl,
 * campaign.csv, prices.csv; and truth.jsonl, which nothing that learns may read.
 * @param onProgress with the share that is done.
 */
export async function writeLaboratoryTables(
  folder: string,
  seed: string,
  world: World,
  { past, histories, conversations }: LaboratoryWorld,
  onProgress: (share: number, what: string) => void,
): Promise<WrittenTables> {
  await mkdir(folder, { recursive: true });
  const products = drawLaboratoryProducts(seed, past.prices);
  const all = [...histories.values()];
  const tables: [string, () => Generator<string>][] = [
    ['orders.csv', () => orderLines(bookedOrders(seed, all, products))],
    ['shoppers.csv', () => shopperLines(all)],
    ['visits.csv', () => visitLines(all)],
    ['prices.csv', () => priceLines(products)],
    ['campaign.csv', () => campaignLines(past.rows)],
    [
      'conversations.jsonl',
      function* () {
        for (const { truth: _, ...seen } of conversations)
          yield JSON.stringify({ ...seen, at: momentOf(seen.day) });
      },
    ],
    ['truth.jsonl', () => truthLines(world, all, products, conversations)],
  ];
  const written: Record<string, number> = {};
  for (const [i, [name, lines]] of tables.entries()) {
    onProgress(i / tables.length, name);
    written[name] = await writeLines(join(folder, name), lines(), name.endsWith('.csv') ? 1 : 0);
  }
  return written;
}

/** @returns how many lines were written, without the header's. */
async function writeLines(path: string, lines: Iterable<string>, headers: number): Promise<number> {
  const file = createWriteStream(path);
  let count = 0;
  for (const line of lines) {
    count++;
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return count - headers;
}

function* orderLines(orders: readonly BookedOrder[]) {
  yield 'order_number,order_date,customer_id,country,sku,product_name,quantity,unit_price,line_discount,unit_cost,refunded_amount,discount_code';
  for (const { number, shopper, order, product, quantity, priceCents, discountCents, refundCents } of orders)
    yield [
      number,
      momentOf(order.day).toISOString(),
      shopper.id,
      shopper.country,
      product.sku,
      product.name,
      quantity,
      money(priceCents),
      money(discountCents),
      money(product.unitCostCents),
      money(refundCents),
      order.by === null ? '' : discountCodes[order.by],
    ].join(',');
}

function* shopperLines(histories: readonly ShopperHistory[]) {
  yield 'customer_id,email,language,country,created_at,email_consent';
  for (const { shopper } of histories)
    yield [
      shopper.id,
      `${shopper.id}@example.com`,
      shopper.language,
      shopper.country,
      momentOf(shopper.joinDay).toISOString(),
      shopper.consents ? 'yes' : 'no',
    ].join(',');
}

function* visitLines(histories: readonly ShopperHistory[]) {
  yield 'event,occurred_at,customer_id';
  for (const { shopper, visitDays } of histories)
    for (const day of visitDays) if (day < 0) yield `visit,${momentOf(day).toISOString()},${shopper.id}`;
}

function* priceLines(products: readonly LaboratoryProduct[]) {
  yield 'sku,from,price';
  for (const product of products) {
    let last = Number.NaN;
    for (let day = -nature.pastDays; day < 0; day++) {
      const price = product.priceAt(day);
      if (price !== last) yield `${product.sku},${momentOf(day).toISOString().slice(0, 10)},${money(price)}`;
      last = price;
    }
  }
}

function* campaignLines(rows: LaboratoryWorld['past']['rows']) {
  yield [
    'shopper,period_start,action,propensity',
    ...laboratoryActions.map((action) => `p_${action}`),
    ...factColumns,
    'offers180,margin,purchases,offer_cost,later_purchases',
  ].join(',');
  for (const row of rows)
    yield [
      row.shopper,
      momentOf(row.day).toISOString(),
      laboratoryActions[row.action],
      row.propensities[row.action],
      ...row.propensities,
      ...factColumns.map((name) => row.facts[name] ?? ''),
      row.offers180,
      money(row.marginCents),
      row.purchases,
      money(row.costCents),
      row.laterPurchases,
    ].join(',');
}

function* truthLines(
  world: World,
  histories: readonly ShopperHistory[],
  products: readonly LaboratoryProduct[],
  conversations: LaboratoryWorld['conversations'],
) {
  yield JSON.stringify({ subject: 'world', ...world, nature });
  for (const { sku, elasticity } of products) yield JSON.stringify({ subject: `product:${sku}`, elasticity });
  for (const { shopper, leftDay } of histories)
    yield JSON.stringify({ subject: `shopper:${shopper.id}`, ...shopper, leftDay });
  for (const { shopper, day, truth } of conversations)
    yield JSON.stringify({ subject: 'conversation', shopper, day, ...truth });
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}
