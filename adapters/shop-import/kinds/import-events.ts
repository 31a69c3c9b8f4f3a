import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { EventKind } from '../../../core/words.ts';
import { insertEvents, type SourceEvent } from '../../postgres/import-events.ts';
import { ensureShoppers, type SeenShopper } from '../../postgres/source-shoppers.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { productKey } from '../values/product-key.ts';
import {
  type ImportKindHandler,
  nothingWritten,
  type StoredRow,
  type WriteScope,
  type Written,
} from './import-kind-handler.ts';
import { lastOfEachKey } from './last-of-each-key.ts';

/** What other systems call what shoppers do. */
const kinds: Readonly<Record<string, EventKind>> = {
  visit: 'visit',
  sessionstart: 'visit',
  pageview: 'visit',
  访问: 'visit',
  view: 'view',
  viewitem: 'view',
  productview: 'view',
  productviewed: 'view',
  pv: 'view',
  浏览: 'view',
  search: 'search',
  searched: 'search',
  搜索: 'search',
  cartadd: 'cart_add',
  addtocart: 'cart_add',
  productaddedtocart: 'cart_add',
  cart: 'cart_add',
  加购: 'cart_add',
  cartremove: 'cart_remove',
  removefromcart: 'cart_remove',
  order: 'order',
  purchase: 'order',
  transaction: 'order',
  buy: 'order',
  checkoutcompleted: 'order',
  下单: 'order',
  购买: 'order',
};

/** What shoppers did on the shop's pages. */
export class ImportEvents implements ImportKindHandler {
  readonly rowsBelongTogether = false;
  readonly #productIds: ReadonlyMap<string, string>;

  constructor(productIds: ReadonlyMap<string, string>) {
    this.#productIds = productIds;
  }

  read(reader: RowReader) {
    const said = reader.text('kind');
    const kind = kinds[(said ?? '').toLowerCase().replace(/[^\p{L}]/gu, '')];
    const at = reader.date('occurred_at');
    const shopper = reader.text('shopper') ?? null;
    const visitor = reader.text('visitor') ?? null;
    const product = reader.text('product');
    if (reader.faults.length === 0) {
      if (kind === undefined)
        reader.fault(
          'kind',
          'not something that is known; visit, view, search, cart_add, cart_remove and order are',
        );
      else if (at === undefined) reader.fault('occurred_at', 'no time');
      else if (shopper === null && visitor === null) reader.fault(null, 'neither a shopper nor a visitor');
    }
    if (reader.faults.length > 0) return null;
    const query = reader.text('query') ?? null;
    const occurredAt = new Date(at!).toISOString();
    const key = idOfName(
      reader.shop.id,
      'event',
      kind!,
      shopper ?? '',
      visitor ?? '',
      product ?? '',
      query ?? '',
      occurredAt,
    );
    const event: SourceEvent = {
      id: key,
      kind: kind!,
      shopper,
      visitor,
      productId: product === undefined ? null : (this.#productIds.get(productKey(product)) ?? product),
      query,
      occurredAt,
    };
    return {
      key,
      product: null,
      name: null,
      category: null,
      cents: null,
      at: null,
      row: JSON.stringify(event),
    };
  }

  async begin() {
    return nothingWritten;
  }

  async write(tx: Transaction, { run }: WriteScope, rows: readonly StoredRow[]): Promise<Written> {
    const { kept, faults } = lastOfEachKey(rows);
    const events = kept.map(({ row }) => JSON.parse(row) as SourceEvent);
    const { ids, created } = await ensureShoppers(tx, run.shopId, shoppersOf(events));
    const written = await insertEvents(tx, run, events, ids);
    return {
      counts: { newEvents: written, unchangedEvents: events.length - written, newShoppers: created },
      faults,
    };
  }

  async settle() {
    return null;
  }
}

/** Everybody whom the events name, from their first one on. */
function shoppersOf(events: readonly SourceEvent[]): SeenShopper[] {
  const since = new Map<string, Date>();
  for (const { shopper, occurredAt } of events) {
    if (shopper === null) continue;
    const at = new Date(occurredAt);
    if (!(since.get(shopper)! <= at)) since.set(shopper, at);
  }
  return [...since].map(([externalId, at]) => ({
    externalId,
    email: null,
    name: null,
    country: null,
    region: null,
    since: at,
  }));
}
