import type { Transaction } from '../../../core/transaction.ts';
import { createStagedProducts, ensureUnnamedProduct } from '../../postgres/import-products.ts';
import { saveReturns, settleReturns } from '../../postgres/import-returns.ts';
import { writeSourceOrders } from '../../postgres/source-orders.ts';
import { ensureShoppers, type SeenShopper } from '../../postgres/source-shoppers.ts';
import { type AssembledOrder, assembleOrder, unnamedProduct } from '../orders/assemble-order.ts';
import { type OrderRow, readOrderRow } from '../orders/order-row.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { ImportKindHandler, StoredRow, WriteScope, Written } from './import-kind-handler.ts';

/** Orders, with the shoppers and products that nothing else told of. */
export class ImportOrders implements ImportKindHandler {
  readonly rowsBelongTogether = true;
  readonly #productIds: ReadonlyMap<string, string>;

  /** @param productIds of products that the shop has, by their names as keys. */
  constructor(productIds: ReadonlyMap<string, string>) {
    this.#productIds = productIds;
  }

  read(reader: RowReader) {
    const read = readOrderRow(reader, this.#productIds);
    if (!read) return null;
    const { key, row, productName } = read;
    const goods = row.service === undefined;
    return {
      key,
      product: goods ? row.product : null,
      name: goods ? productName : null,
      category: (goods && row.category) || null,
      cents: row.quantity > 0 ? Math.round(row.lineCents / row.quantity) : null,
      at: row.at ?? null,
      row: JSON.stringify(row),
    };
  }

  async begin(tx: Transaction, { run }: WriteScope): Promise<Written> {
    await ensureUnnamedProduct(tx, run.shopId, unnamedProduct);
    return { counts: { newProducts: await createStagedProducts(tx, run) }, faults: [] };
  }

  async write(
    tx: Transaction,
    { run, shop, options }: WriteScope,
    rows: readonly StoredRow[],
  ): Promise<Written> {
    const assembled = assembleAll(rows, { now: run.startedAt, keepRepeats: options.keepRepeats });
    const orders = assembled.flatMap(({ order }) => order ?? []);
    const returns = assembled.flatMap((one) => one.returns);
    const { ids, created } = await ensureShoppers(tx, run.shopId, seenShoppers(assembled));
    const written = await writeSourceOrders(
      tx,
      { shopId: run.shopId, source: 'file', currency: shop.currency, now: run.startedAt },
      orders,
      () => run.startedAt,
      ids,
    );
    const count = (change: string) => written.filter((one) => one.change === change).length;
    return {
      counts: {
        newOrders: count('new'),
        updatedOrders: count('updated'),
        unchangedOrders: count('unchanged'),
        newShoppers: created,
        newReturns: await saveReturns(tx, run, returns, ids),
      },
      faults: assembled.flatMap(({ faults }) => faults),
    };
  }

  async settle(tx: Transaction, { run, shop }: WriteScope): Promise<Written | null> {
    const settled = await settleReturns(tx, {
      shopId: run.shopId,
      currency: shop.currency,
      now: run.startedAt,
    });
    return (
      settled && {
        counts: { matchedReturns: settled.matched, unmatchedReturns: settled.unmatched },
        faults: settled.faults,
      }
    );
  }
}

function assembleAll(
  rows: readonly StoredRow[],
  options: { now: Date; keepRepeats: boolean },
): AssembledOrder[] {
  const assembled: AssembledOrder[] = [];
  for (let from = 0; from < rows.length; ) {
    const { key } = rows[from]!;
    let to = from;
    while (to < rows.length && rows[to]!.key === key) to++;
    const staged = rows.slice(from, to).map(({ line, row }) => ({ line, row: JSON.parse(row) as OrderRow }));
    assembled.push(assembleOrder(key, staged, options));
    from = to;
  }
  return assembled;
}

/** Everybody whom orders or returns name, once, from the first moment on. */
function seenShoppers(assembled: readonly AssembledOrder[]): SeenShopper[] {
  const seen = new Map<string, SeenShopper>();
  const see = (shopper: SeenShopper) => {
    const before = seen.get(shopper.externalId);
    seen.set(shopper.externalId, {
      ...shopper,
      email: before?.email ?? shopper.email,
      name: before?.name ?? shopper.name,
      country: before?.country ?? shopper.country,
      region: before?.region ?? shopper.region,
      since: before && before.since < shopper.since ? before.since : shopper.since,
    });
  };
  for (const { order, returns } of assembled) {
    if (order?.shopper) see({ ...order.shopper, since: order.placedAt });
    for (const { shopper, at } of returns)
      see({ externalId: shopper, email: null, name: null, country: null, region: null, since: at });
  }
  return [...seen.values()];
}
