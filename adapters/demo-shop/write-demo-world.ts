import { SeededRandom } from '../../core/seeded-random.ts';
import type { Transaction } from '../../core/transaction.ts';
import { insertRows } from '../postgres/insert-rows.ts';
import type { DemoWorld } from './build-demo-world.ts';
import { seededId } from './seeded-id.ts';

/** Writes every row of the world, in an order that keeps the foreign keys. */
export async function writeDemoWorld(
  tx: Transaction,
  shopId: string,
  seed: string,
  world: DemoWorld,
  progress: (step: string, done: number) => void,
): Promise<void> {
  const shop = ['shop_id', 'text', () => shopId] as const;
  const idFor = idMaker(seed);
  await writeCatalogue(tx, shopId, world);
  progress('writing shoppers', 0.2);
  await insertRows(
    tx,
    'shoppers',
    [
      shop,
      ['id', 'uuid', (row) => row.id],
      ['external_id', 'text', (row) => row.externalId],
      ['display_name', 'text', (row) => row.name],
      ['email', 'text', (row) => row.email],
      ['language', 'text', (row) => row.language],
      ['country', 'text', (row) => row.country],
      ['region', 'text', (row) => row.region],
      ['loyalty_points', 'integer', (row) => row.loyaltyPoints],
      ['created_at', 'timestamptz', (row) => row.createdAt],
    ],
    world.shoppers,
  );
  progress('writing orders', 0.3);
  await writeOrders(tx, shopId, world, idFor);
  progress('writing browsing and reviews', 0.7);
  await insertRows(
    tx,
    'events',
    [
      shop,
      ['id', 'uuid', (row) => idFor(row.at)],
      ['shopper_id', 'uuid', (row) => row.shopperId],
      ['visitor_id', 'text', (row) => row.visitorId],
      ['kind', 'text', (row) => row.kind],
      ['product_id', 'text', (row) => row.productId],
      ['payload', 'jsonb', (row) => row.payload],
      ['occurred_at', 'timestamptz', (row) => row.at],
      ['received_at', 'timestamptz', (row) => row.at],
    ],
    world.events,
  );
  await insertRows(
    tx,
    'reviews',
    [
      shop,
      ['id', 'uuid', (row) => idFor(row.writtenAt)],
      ['product_id', 'text', (row) => row.productId],
      ['shopper_id', 'uuid', (row) => row.shopperId],
      ['rating', 'smallint', (row) => row.rating],
      ['language', 'text', (row) => row.language],
      ['body', 'text', (row) => row.body],
      ['written_at', 'timestamptz', (row) => row.writtenAt],
    ],
    world.reviews,
  );
  await writeTruths(tx, shopId, world);
}

/** Ids for rows that have no identity of their own in the world. */
function idMaker(seed: string): (at: Date) => string {
  const random = new SeededRandom(`${seed}/ids`);
  return (at) => seededId(random, at);
}

async function writeCatalogue(tx: Transaction, shopId: string, world: DemoWorld): Promise<void> {
  const shop = ['shop_id', 'text', () => shopId] as const;
  await insertRows(
    tx,
    'products',
    [
      shop,
      ['id', 'text', (row) => row.id],
      ['category', 'text', (row) => row.category],
      ['name', 'jsonb', (row) => row.name],
      ['description', 'jsonb', (row) => row.description],
      ['attributes', 'jsonb', (row) => row.attributes],
      ['price_cents', 'integer', (row) => row.priceCents],
      ['unit_cost_cents', 'integer', (row) => row.unitCostCents],
      ['stock', 'integer', (row) => row.stock],
      ['picture', 'text', (row) => row.picture],
    ],
    world.products,
  );
  await insertRows(
    tx,
    'articles',
    [
      shop,
      ['id', 'text', ({ article }) => article.id],
      ['language', 'text', ({ language }) => language],
      ['kind', 'text', ({ article }) => article.kind],
      ['title', 'text', ({ article, language }) => article.title[language]],
      ['body', 'text', ({ article, language }) => article.body[language]],
    ],
    world.articles.flatMap((article) => (['en', 'zh'] as const).map((language) => ({ article, language }))),
  );
  await insertRows(
    tx,
    'promotions',
    [
      shop,
      ['id', 'text', (row) => row.id],
      ['name', 'jsonb', (row) => row.name],
      ['code', 'text', (row) => row.code],
      ['percent', 'smallint', (row) => row.percent],
      ['free_shipping', 'boolean', (row) => row.freeShipping],
      ['minimum_cents', 'integer', (row) => row.minimumCents],
      ['starts_at', 'timestamptz', (row) => row.startsAt],
      ['ends_at', 'timestamptz', (row) => row.endsAt],
    ],
    world.promotions,
  );
}

async function writeOrders(
  tx: Transaction,
  shopId: string,
  { orders }: DemoWorld,
  idFor: (at: Date) => string,
): Promise<void> {
  const shop = ['shop_id', 'text', () => shopId] as const;
  await insertRows(
    tx,
    'orders',
    [
      shop,
      ['id', 'uuid', (row) => row.id],
      ['number', 'text', (row) => row.number],
      ['shopper_id', 'uuid', (row) => row.shopperId],
      ['placed_at', 'timestamptz', (row) => row.placedAt],
      ['state', 'text', (row) => row.state],
      ['currency', 'text', () => 'GBP'],
      ['shipping_cents', 'integer', (row) => row.shippingCents],
      ['tax_cents', 'integer', (row) => row.lines.reduce((sum, line) => sum + line.taxCents, 0)],
      ['code', 'text', (row) => row.code],
      ['cancelled_at', 'timestamptz', (row) => row.cancelledAt],
      ['updated_at', 'timestamptz', (row) => row.placedAt],
    ],
    orders,
  );
  await insertRows(
    tx,
    'order_lines',
    [
      shop,
      ['order_id', 'uuid', ({ order }) => order.id],
      ['line_no', 'smallint', ({ index }) => index + 1],
      ['product_id', 'text', ({ line }) => line.productId],
      ['quantity', 'integer', ({ line }) => line.quantity],
      ['list_price_cents', 'integer', ({ line }) => line.listPriceCents],
      ['discount_cents', 'integer', ({ line }) => line.discountCents],
      ['unit_cost_cents', 'integer', ({ line }) => line.unitCostCents],
      ['tax_cents', 'integer', ({ line }) => line.taxCents],
      ['refund_cents', 'integer', ({ line }) => line.refundCents],
      ['refunded_at', 'timestamptz', ({ line }) => line.refundedAt],
    ],
    orders.flatMap((order) => order.lines.map((line, index) => ({ order, line, index }))),
  );
  await insertRows(
    tx,
    'shipments',
    [
      shop,
      ['id', 'uuid', ({ order }) => idFor(order.placedAt)],
      ['order_id', 'uuid', ({ order }) => order.id],
      ['carrier', 'text', ({ shipment }) => shipment.carrier],
      ['tracking_number', 'text', ({ shipment }) => shipment.trackingNumber],
      ['state', 'text', ({ shipment }) => shipment.state],
      ['promised_at', 'timestamptz', ({ shipment }) => shipment.promisedAt],
      ['shipped_at', 'timestamptz', ({ shipment }) => shipment.shippedAt],
      ['delivered_at', 'timestamptz', ({ shipment }) => shipment.deliveredAt],
      ['history', 'jsonb', ({ shipment }) => shipment.history],
    ],
    orders.flatMap((order) => (order.shipment ? [{ order, shipment: order.shipment }] : [])),
  );
  await insertRows(
    tx,
    'returns',
    [
      shop,
      ['id', 'uuid', ({ opened }) => idFor(opened.openedAt)],
      ['number', 'text', ({ opened }) => opened.number],
      ['order_id', 'uuid', ({ order }) => order.id],
      ['lines', 'jsonb', ({ opened }) => opened.lines],
      ['reason', 'text', ({ opened }) => opened.reason],
      ['state', 'text', ({ opened }) => opened.state],
      ['opened_at', 'timestamptz', ({ opened }) => opened.openedAt],
    ],
    orders.flatMap((order) => (order.return ? [{ order, opened: order.return }] : [])),
  );
}

async function writeTruths(tx: Transaction, shopId: string, world: DemoWorld): Promise<void> {
  const truths = [
    ...world.shoppers.map(({ id, truth, leftAt }) => ({
      subject: `shopper:${id}`,
      truth: { ...truth, leftAt },
    })),
    ...world.products.map(({ id, truth }) => ({ subject: `product:${id}`, truth })),
    {
      subject: 'world',
      truth: {
        process: 'BG/NBD with sales and late parcels',
        rateGammaShape: 1.3,
        meanDaysBetweenOrders: 70,
        dropoutBeta: [1, 4],
        sensitivityBeta: [1.2, 2.8],
        saleLiftPerSensitivity: 1.5,
        lateDropout: 0.1,
      },
    },
  ];
  await insertRows(
    tx,
    'laboratory.truths',
    [
      ['shop_id', 'text', () => shopId],
      ['subject', 'text', (row) => row.subject],
      ['truth', 'jsonb', (row) => row.truth],
    ],
    truths,
  );
}
