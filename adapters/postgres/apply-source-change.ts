import type { Transaction } from '../../core/transaction.ts';
import type { SourceProduct } from '../shop-import/source-product.ts';
import { orderWithRefunds } from '../shop-import/webhooks/order-with-refunds.ts';
import type { OrderMessage, SourceChange, SourceRefund } from '../shop-import/webhooks/source-change.ts';
import { askErasureOfEverybody, askExportOfPerson, eraseSourcePerson } from './apply-privacy-change.ts';
import { clientOf } from './database.ts';
import { writeSourceOrders } from './source-orders.ts';
import { isErasedPerson } from './source-people.ts';
import { writeSourceProducts } from './source-products.ts';
import { lockSourceRecord, type Source, type SourceKind, sourceRecords } from './source-records.ts';
import { ensureShoppers, writeSourceShoppers } from './source-shoppers.ts';

/** What else must happen when orders come and change, in the same transaction. */
export interface OrderEffects {
  placed(
    tx: Transaction,
    order: { shopId: string; orderId: string; shopperId: string | null; now: Date },
  ): Promise<unknown>;
  /** Something of it may have been cancelled or refunded. */
  changed(tx: Transaction, order: { shopId: string; orderId: string; now: Date }): Promise<unknown>;
}

export interface ChangeScope {
  readonly shopId: string;
  readonly source: Exclude<Source, 'file'>;
  readonly currency: string;
  readonly now: Date;
}

type Change<Kind extends SourceChange['kind']> = Extract<SourceChange, { kind: Kind }>;

/**
 * Takes one change over. Changes may come in any order and more than once: the latest version of a record holds, a
 * refund counts once, and whatever order they came in, what stands at the end is the same.
 * @returns why nothing came of it; null when something did, or was known already.
 */
export async function applySourceChange(
  tx: Transaction,
  scope: ChangeScope,
  change: SourceChange,
  effects: OrderEffects,
): Promise<string | null> {
  const kind = change.kind.split('-')[0] as SourceKind | 'refund' | 'shop';
  if (kind !== 'shop')
    await lockSourceRecord(tx, { ...scope, kind: kind === 'refund' ? 'order' : kind }, change.externalId);
  switch (change.kind) {
    case 'order':
      if (await isNews(tx, scope, change, contentOf(change.message)))
        await writeOrder(tx, scope, change, effects);
      return null;
    case 'refund':
      await addRefund(tx, scope, change, effects);
      return null;
    case 'order-deleted':
      await deleteOrder(tx, scope, change, effects);
      return null;
    case 'product':
      await writeProduct(tx, scope, change);
      return null;
    case 'product-deleted':
      await deleteProduct(tx, scope, change);
      return null;
    case 'shopper':
      if (await isNews(tx, scope, change, JSON.stringify(change.shopper)))
        await writeShopper(tx, scope, change);
      return null;
    case 'shopper-deleted':
      await deleteShopper(tx, scope, change);
      return null;
    case 'shopper-asked':
      return (await askExportOfPerson(tx, scope, change.person))
        ? null
        : 'nobody like that is known here: nothing is kept about them';
    case 'shop-left':
      await askErasureOfEverybody(tx, scope);
      return null;
  }
}

/** What is kept of an order's message, to apply later refunds to: all but whose it is. */
function contentOf({ order, ...rest }: OrderMessage): string {
  return JSON.stringify({ ...rest, order: { ...order, shopper: null } });
}

/** Whether a change is later than what is known; of two of the same moment the one whose text sorts last holds. */
async function isNews(
  tx: Transaction,
  scope: ChangeScope,
  { kind, externalId, version }: SourceChange,
  content: string,
): Promise<boolean> {
  const { rows } = await clientOf(tx).query<{ version: Date; content: string | null; deleted: boolean }>(
    `select version, content, deleted from source_records
     where shop_id = $1 and source = $2 and kind = $3 and external_id = $4`,
    [scope.shopId, scope.source, kind.split('-')[0], externalId],
  );
  const known = rows[0];
  if (!known) return true;
  // People who were deleted do not come back: their ids are not given again.
  if (known.deleted && kind === 'shopper') return false;
  if (known.version.getTime() !== version.getTime()) return known.version < version;
  return !known.deleted && content > (known.content ?? '');
}

async function note(
  tx: Transaction,
  scope: ChangeScope,
  record: {
    kind: SourceKind;
    externalId: string;
    version: Date;
    ref?: string | null;
    content: string | null;
    deleted: boolean;
  },
): Promise<void> {
  await clientOf(tx).query(
    `insert into source_records as r (shop_id, source, kind, external_id, ref, version, content_hash, content, deleted)
     values ($1, $2, $3, $4, $5, $6, '', $7, $8)
     on conflict (shop_id, source, kind, external_id) do update set ref = coalesce(excluded.ref, r.ref),
       version = excluded.version, content = coalesce(excluded.content, r.content), deleted = excluded.deleted,
       content_hash = case when excluded.deleted then '' else r.content_hash end`,
    [
      scope.shopId,
      scope.source,
      record.kind,
      record.externalId,
      record.ref ?? null,
      record.version,
      record.content,
      record.deleted,
    ],
  );
}

async function writeOrder(
  tx: Transaction,
  scope: ChangeScope,
  { externalId, version, message }: Change<'order'>,
  effects: OrderEffects,
): Promise<void> {
  const { rows } = await clientOf(tx).query<{ refund: SourceRefund }>(
    `select refund from source_refunds where shop_id = $1 and source = $2 and order_external_id = $3`,
    [scope.shopId, scope.source, externalId],
  );
  const order = orderWithRefunds(
    message,
    rows.map(({ refund }) => refund),
  );
  const { shopper } = order;
  const known = shopper && !(await isErasedPerson(tx, scope, shopper.externalId)) ? shopper : null;
  const { ids } = await ensureShoppers(tx, scope.shopId, known ? [{ ...known, since: order.placedAt }] : []);
  const [written] = await writeSourceOrders(tx, scope, [order], () => version, ids);
  await note(tx, scope, {
    kind: 'order',
    externalId,
    version,
    ref: written!.id,
    content: contentOf(message),
    deleted: false,
  });
  const here = { shopId: scope.shopId, orderId: written!.id };
  if (written!.change === 'new') {
    const shopperId = known ? (ids.get(known.externalId) ?? null) : null;
    await effects.placed(tx, { ...here, shopperId, now: order.placedAt });
  }
  if (order.state === 'cancelled' || order.lines.some(({ refundCents }) => refundCents > 0))
    await effects.changed(tx, { ...here, now: scope.now });
}

async function addRefund(
  tx: Transaction,
  scope: ChangeScope,
  { externalId, refund }: Change<'refund'>,
  effects: OrderEffects,
): Promise<void> {
  await clientOf(tx).query(
    `insert into source_refunds (shop_id, source, order_external_id, refund_id, refund) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [scope.shopId, scope.source, externalId, refund.id, JSON.stringify(refund)],
  );
  const { rows } = await clientOf(tx).query<{ content: string; version: Date }>(
    `select content, version from source_records
     where shop_id = $1 and source = $2 and kind = 'order' and external_id = $3 and content is not null and not deleted`,
    [scope.shopId, scope.source, externalId],
  );
  // The order may come later; it finds the refund then.
  if (rows[0])
    await writeOrder(
      tx,
      scope,
      { kind: 'order', externalId, version: rows[0].version, message: revived(rows[0].content) },
      effects,
    );
}

function revived(content: string): OrderMessage {
  const message = JSON.parse(content) as OrderMessage;
  const { placedAt, cancelledAt } = message.order;
  return {
    ...message,
    order: {
      ...message.order,
      placedAt: new Date(placedAt),
      cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
    },
  };
}

async function deleteOrder(
  tx: Transaction,
  scope: ChangeScope,
  change: Change<'order-deleted'>,
  effects: OrderEffects,
): Promise<void> {
  const { externalId, version } = change;
  const record = (await sourceRecords(tx, { ...scope, kind: 'order' }, [externalId])).get(externalId);
  if (record && record.version > version) return;
  await note(tx, scope, { kind: 'order', externalId, version, content: null, deleted: true });
  if (!record?.ref) return;
  await clientOf(tx).query(
    `update orders set state = 'cancelled', cancelled_at = coalesce(cancelled_at, $3), updated_at = $4
     where shop_id = $1 and id = $2`,
    [scope.shopId, record.ref, version, scope.now],
  );
  await effects.changed(tx, { shopId: scope.shopId, orderId: record.ref, now: scope.now });
}

async function writeProduct(tx: Transaction, scope: ChangeScope, change: Change<'product'>): Promise<void> {
  const { externalId, version } = change;
  // One row an id: two variants of one stock number are one product here.
  const variants = [...new Map(change.variants.map((variant) => [variant.id, variant])).values()];
  const content = JSON.stringify(variants);
  if (!(await isNews(tx, scope, change, content))) return;
  const before = await variantsOf(tx, scope, externalId);
  await writeSourceProducts(tx, scope.shopId, variants, { complete: true });
  const gone = before.filter((id) => !variants.some((variant) => variant.id === id));
  await deactivate(tx, scope.shopId, gone);
  await note(tx, scope, { kind: 'product', externalId, version, content, deleted: false });
}

async function deleteProduct(
  tx: Transaction,
  scope: ChangeScope,
  { externalId, version }: Change<'product-deleted'>,
): Promise<void> {
  const record = (await sourceRecords(tx, { ...scope, kind: 'product' }, [externalId])).get(externalId);
  if (record && record.version > version) return;
  await deactivate(tx, scope.shopId, await variantsOf(tx, scope, externalId));
  await note(tx, scope, { kind: 'product', externalId, version, content: null, deleted: true });
}

/** Ids of a product's variants as they were last. */
async function variantsOf(tx: Transaction, scope: ChangeScope, externalId: string): Promise<string[]> {
  const { rows } = await clientOf(tx).query<{ content: string | null }>(
    `select content from source_records where shop_id = $1 and source = $2 and kind = 'product' and external_id = $3`,
    [scope.shopId, scope.source, externalId],
  );
  return (JSON.parse(rows[0]?.content ?? '[]') as SourceProduct[]).map(({ id }) => id);
}

async function deactivate(tx: Transaction, shopId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await clientOf(tx).query('update products set active = false where shop_id = $1 and id = any($2::text[])', [
    shopId,
    ids,
  ]);
}

async function writeShopper(tx: Transaction, scope: ChangeScope, change: Change<'shopper'>): Promise<void> {
  const { externalId, version, shopper } = change;
  await writeSourceShoppers(
    tx,
    { shopId: scope.shopId, now: scope.now, consentWording: `told by ${scope.source}`, complete: true },
    [shopper],
  );
  await note(tx, scope, {
    kind: 'shopper',
    externalId,
    version,
    content: JSON.stringify(shopper),
    deleted: false,
  });
}

/** A guest, who has no id there, may come again: who shops under an e-mail later is somebody new. */
async function deleteShopper(
  tx: Transaction,
  scope: ChangeScope,
  { externalId, version, person }: Change<'shopper-deleted'>,
): Promise<void> {
  await eraseSourcePerson(tx, scope, person);
  if (person.id !== null)
    await note(tx, scope, { kind: 'shopper', externalId, version, content: '', deleted: true });
}
