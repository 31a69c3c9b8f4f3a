import { idOfName } from '../../../core/ids.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { momentOf } from '../../../retention/laboratory/calendar.ts';
import { salePercentAt } from '../../../retention/laboratory/price-path.ts';
import { nature } from '../../../retention/laboratory/world.ts';
import { shopperName } from '../../demo-shop/names.ts';
import { clientOf } from '../../postgres/database.ts';
import { insertEvents } from '../../postgres/import-events.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import { writeSourceOrders } from '../../postgres/source-orders.ts';
import { writeSourceProducts } from '../../postgres/source-products.ts';
import { writeSourceShoppers } from '../../postgres/source-shoppers.ts';
import { discountCodes } from '../booked-orders.ts';
import type { LaboratoryProduct } from '../laboratory-products.ts';
import type { ShopperHistory } from '../past-conversations.ts';
import { shopperIdOf } from './past-draws.ts';
import { type ShopOrder, sourceOrderOf } from './shop-orders.ts';

const atOnce = 4_000;

/** Where rows go, and which moment is laboratory day 0: the end of the past. */
export interface LoadedShop {
  readonly id: string;
  readonly seed: string;
  readonly dayZero: Date;
  readonly currency: string;
}

/** Writes catalogue and promotions, shoppers with their visits, orders with parcels and returns, as imports write them. */
export async function writePurchases(
  tx: Transaction,
  shop: LoadedShop,
  past: {
    products: readonly LaboratoryProduct[];
    histories: readonly ShopperHistory[];
    orders: readonly ShopOrder[];
  },
  onProgress: (share: number, what: string) => void,
): Promise<void> {
  const { histories, orders } = past;
  await writeCatalogue(tx, shop, past.products);
  await writeShoppers(tx, shop, histories);
  const now = shop.dayZero;
  const ids = new Map(histories.map(({ shopper }) => [shopper.id, shopperIdOf(shop.id, shopper)]));
  for (let from = 0; from < orders.length; from += atOnce) {
    onProgress((0.7 * from) / orders.length, 'orders');
    const part = orders.slice(from, from + atOnce);
    await writeSourceOrders(
      tx,
      { shopId: shop.id, source: 'file', currency: shop.currency, now },
      part.map((order) => sourceOrderOf(order, now)),
      () => now,
      ids,
    );
    await writeParcels(tx, shop, part);
  }
  onProgress(0.7, 'visits');
  await insertEvents(tx, { shopId: shop.id, startedAt: now }, visits(shop, histories), ids);
}

async function writeCatalogue(
  tx: Transaction,
  shop: LoadedShop,
  products: readonly LaboratoryProduct[],
): Promise<void> {
  await writeSourceProducts(
    tx,
    shop.id,
    products.map((product) => ({
      id: product.sku,
      name: { en: product.name, zh: product.nameZh },
      description: { en: product.name, zh: product.nameZh },
      category: null,
      priceCents: product.priceAt(-1),
      unitCostCents: product.unitCostCents,
      stock: null,
      active: true,
      attributes: {},
    })),
  );
  const { everyDays, percent } = nature.sale;
  const sales: { startsAt: Date; endsAt: Date }[] = [];
  for (let day = -nature.pastDays; day < everyDays; day++)
    if (salePercentAt(day) > 0 && salePercentAt(day - 1) === 0)
      sales.push({
        startsAt: momentOf(day, shop.dayZero.getTime()),
        endsAt: momentOf(day + nature.sale.days, shop.dayZero.getTime()),
      });
  const begin = momentOf(-nature.pastDays, shop.dayZero.getTime());
  await insertRows(
    tx,
    'promotions',
    [
      ['shop_id', 'text', () => shop.id],
      ['id', 'text', ({ id }) => id],
      ['name', 'jsonb', ({ name }) => name],
      ['code', 'text', ({ code }) => code],
      ['percent', 'smallint', (row) => row.percent],
      ['starts_at', 'timestamptz', ({ startsAt }) => startsAt],
      ['ends_at', 'timestamptz', ({ endsAt }) => endsAt],
    ],
    [
      {
        id: 'public-code',
        name: { en: 'Public code: 10% off', zh: '公开优惠码：减 10%' },
        code: discountCodes.code,
        percent: nature.publicCode.percent,
        startsAt: begin,
        endsAt: null,
      },
      ...sales.map(({ startsAt, endsAt }, i) => ({
        id: `sale-${i + 1}`,
        name: { en: `Sale: ${percent}% off everything`, zh: `大促：全场减 ${percent}%` },
        code: discountCodes.sale,
        percent,
        startsAt,
        endsAt,
      })),
    ],
  );
}

async function writeShoppers(
  tx: Transaction,
  shop: LoadedShop,
  histories: readonly ShopperHistory[],
): Promise<void> {
  const shoppers = histories.map(({ shopper }) => {
    const random = new SeededRandom(`${shop.seed}/name/${shopper.index}`);
    const { name, mailbox } = shopperName(random, shopper.country, shopper.language);
    return {
      externalId: shopper.id,
      email: `${mailbox}.${shopper.index}@example.com`,
      name,
      language: shopper.language,
      country: shopper.country,
      region: null,
      createdAt: momentOf(shopper.joinDay, shop.dayZero.getTime()).toISOString(),
      points: null,
      emailConsent: shopper.consents,
    };
  });
  for (let from = 0; from < shoppers.length; from += atOnce)
    await writeSourceShoppers(
      tx,
      { shopId: shop.id, now: shop.dayZero, consentWording: 'invented with the laboratory' },
      shoppers.slice(from, from + atOnce),
    );
  await clientOf(tx).query(
    'update shoppers set personalisation_refused_at = created_at where shop_id = $1 and external_id = any($2)',
    [shop.id, histories.flatMap(({ shopper }) => (shopper.consents ? [] : [shopper.id]))],
  );
}

async function writeParcels(tx: Transaction, shop: LoadedShop, orders: readonly ShopOrder[]): Promise<void> {
  const now = shop.dayZero;
  await insertRows(
    tx,
    'shipments',
    [
      ['shop_id', 'text', () => shop.id],
      ['id', 'uuid', ({ id }) => idOfName(id, 'parcel')],
      ['order_id', 'uuid', ({ id }) => id],
      ['carrier', 'text', () => 'Laboratory Post'],
      ['tracking_number', 'text', ({ number }) => `LP${number}`],
      [
        'state',
        'text',
        ({ deliveredAt, promisedAt }) =>
          deliveredAt <= now ? 'delivered' : promisedAt <= now ? 'delayed' : 'in_transit',
      ],
      ['promised_at', 'timestamptz', ({ promisedAt }) => promisedAt],
      ['shipped_at', 'timestamptz', ({ shippedAt }) => shippedAt],
      ['delivered_at', 'timestamptz', ({ deliveredAt }) => (deliveredAt <= now ? deliveredAt : null)],
    ],
    orders.filter(({ shippedAt }) => shippedAt <= now),
  );
  await insertRows(
    tx,
    'returns',
    [
      ['shop_id', 'text', () => shop.id],
      ['id', 'uuid', ({ id }) => idOfName(id, 'return')],
      ['number', 'text', ({ number }) => `R${number}`],
      ['order_id', 'uuid', ({ id }) => id],
      ['lines', 'jsonb', ({ quantity }) => [{ lineNo: 1, quantity }]],
      ['reason', 'text', () => 'faulty'],
      ['state', 'text', () => 'refunded'],
      ['opened_at', 'timestamptz', ({ refundedAt }) => refundedAt],
    ],
    orders.filter(({ refundedAt }) => refundedAt !== null),
  );
}

/** Looks at the shop, those that ended with an order included. */
function visits(shop: LoadedShop, histories: readonly ShopperHistory[]) {
  return histories.flatMap(({ shopper, visitDays, orders }) =>
    [...visitDays, ...orders.map(({ day }) => day)]
      .filter((day) => day < 0)
      .map((day) => ({
        id: idOfName(shop.id, 'event', 'visit', shopper.id, String(day)),
        kind: 'visit' as const,
        shopper: shopper.id,
        visitor: null,
        productId: null,
        query: null,
        occurredAt: momentOf(day, shop.dayZero.getTime()).toISOString(),
      })),
  );
}
