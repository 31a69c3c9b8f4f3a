import { readDeskSettings } from '../../bot/handoff/desk-settings.ts';
import type {
  ConsentAnswer,
  GuestLookup,
  GuestOrder,
  OrderView,
  OutreachConsent,
  OwnDataRequest,
  ProductView,
  ReviewVoices,
  ShippingTerms,
  ShopData,
  ShopFacts,
} from '../../bot/ports/shop-data.ts';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AspectLabel } from '../../core/words.ts';
import { reviewVoices } from '../reviews/review-voices.ts';
import { outreachConsent, recordConsent } from './consents.ts';
import { clientOf } from './database.ts';
import { confirmErasure, offerExport, requestExport } from './own-data.ts';
import { defaultGuestLookups, type GuestLookupLimits, guestOrder } from './shop-data-guests.ts';
import { selectOrderOf, selectOrdersOf } from './shop-data-orders.ts';
import { selectProducts, selectVariantsOf } from './shop-data-products.ts';

interface ShopRow {
  id: string;
  name: Localised;
  currency: string;
  time_zone: string;
  country: string;
  settings: Partial<{
    returnDays: number;
    warrantyYears: number;
    shipping: {
      freeFromCents?: number;
      countries?: Record<string, ShippingTerms>;
      elsewhere?: ShippingTerms;
    };
    loyalty: { freeShippingFromPoints?: number };
    support: ShopFacts['support'];
    paymentMethods: Localised[];
    categories: { id: string; name: Localised }[];
    desk: unknown;
    productUrl: string;
  }>;
}

/** The least that the law of most places demands of a shop by mail that has not said more. */
const defaultReturnDays = 14;

/** A shop's settings change by the week; every turn reads them. */
const shopFactsMs = 10_000;

export interface PostgresShopDataParts {
  /** Gives back what a cancelled order had redeemed; in the same transaction. */
  readonly onCancelled?: (
    tx: Transaction,
    order: { shopId: string; orderId: string; now: Date },
  ) => Promise<unknown>;
  readonly guestLookups?: GuestLookupLimits;
}

export class PostgresShopData implements ShopData {
  readonly #onCancelled: PostgresShopDataParts['onCancelled'];
  readonly #guestLookups: GuestLookupLimits;
  readonly #shops = new Map<string, { readonly facts: ShopFacts; readonly until: number }>();

  constructor(parts: PostgresShopDataParts = {}) {
    this.#onCancelled = parts.onCancelled;
    this.#guestLookups = parts.guestLookups ?? defaultGuestLookups;
  }

  async shop(tx: Transaction, shopId: string): Promise<ShopFacts> {
    const kept = this.#shops.get(shopId);
    if (kept && kept.until > performance.now()) return kept.facts;
    const facts = await this.#readShop(tx, shopId);
    this.#shops.set(shopId, { facts, until: performance.now() + shopFactsMs });
    return facts;
  }

  async #readShop(tx: Transaction, shopId: string): Promise<ShopFacts> {
    const { rows } = await clientOf(tx).query<ShopRow>(
      'select id, name, currency, time_zone, country, settings from shops where id = $1',
      [shopId],
    );
    const row = rows[0];
    if (!row) throw new NotFoundError(`there is no shop ${shopId}`);
    const { settings } = row;
    return {
      id: row.id,
      name: row.name,
      currency: row.currency,
      timeZone: row.time_zone,
      country: row.country,
      returnDays: settings.returnDays ?? defaultReturnDays,
      warrantyYears: settings.warrantyYears ?? null,
      shipping: {
        freeFromCents: settings.shipping?.freeFromCents ?? null,
        freeFromPoints: settings.loyalty?.freeShippingFromPoints ?? null,
        countries: settings.shipping?.countries ?? {},
        elsewhere: settings.shipping?.elsewhere ?? null,
      },
      support: settings.support ?? null,
      paymentMethods: settings.paymentMethods ?? [],
      categories: settings.categories ?? [],
      desk: readDeskSettings(settings.desk),
      productUrl: settings.productUrl ?? null,
    };
  }

  ordersOf(tx: Transaction, shopId: string, shopperId: string, limit: number): Promise<OrderView[]> {
    return selectOrdersOf(clientOf(tx), shopId, shopperId, limit);
  }

  orderOf(tx: Transaction, shopId: string, shopperId: string, number: string): Promise<OrderView | null> {
    return selectOrderOf(clientOf(tx), shopId, shopperId, number);
  }

  guestOrder(tx: Transaction, lookup: GuestLookup): Promise<GuestOrder | 'unknown' | 'too many'> {
    return guestOrder(tx, this.#guestLookups, lookup);
  }

  products(tx: Transaction, shopId: string, ids: readonly string[]): Promise<ProductView[]> {
    return selectProducts(clientOf(tx), shopId, ids);
  }

  variantsOf(tx: Transaction, shopId: string, productId: string): Promise<ProductView[]> {
    return selectVariantsOf(clientOf(tx), shopId, productId);
  }

  reviewVoices(
    tx: Transaction,
    shopId: string,
    productId: string,
    aspect: AspectLabel,
  ): Promise<ReviewVoices> {
    return reviewVoices(clientOf(tx), shopId, productId, aspect);
  }

  async openReturn(
    tx: Transaction,
    request: {
      shopId: string;
      orderId: string;
      lineNos: readonly number[];
      reason: string | null;
      conversationId: string;
      now: Date;
    },
  ): Promise<string> {
    const { shopId, orderId, lineNos, reason, conversationId, now } = request;
    const client = clientOf(tx);
    // The order's row first: two returns of one line, opened at once, must see each other.
    await client.query('select 1 from orders where shop_id = $1 and id = $2 for update', [shopId, orderId]);
    const number = `R${String(10_000_000 + (Number.parseInt(newId().slice(-10), 16) % 90_000_000))}`;
    const { rowCount } = await client.query(
      `insert into returns (shop_id, id, number, order_id, lines, reason, state, conversation_id, opened_at)
       select $1, $2, $3, $4, json_agg(json_build_object('lineNo', l.line_no, 'quantity', l.quantity)), $6, 'open', $7, $8
       from order_lines l
       where l.shop_id = $1 and l.order_id = $4 and l.line_no = any($5::smallint[]) and not exists (
         select 1 from returns r, jsonb_array_elements(r.lines) as back
         where r.shop_id = $1 and r.order_id = $4 and r.state not in ('rejected', 'withdrawn')
           and (back->>'lineNo')::int = l.line_no)
       having count(*) = cardinality($5::smallint[])`,
      [shopId, newId(), number, orderId, lineNos, reason, conversationId, now],
    );
    if (rowCount !== 1) throw new ConflictError('a line of this order is being returned already');
    return number;
  }

  async cancelOrder(
    tx: Transaction,
    { shopId, orderId, now }: { shopId: string; orderId: string; now: Date },
  ): Promise<boolean> {
    const { rows } = await clientOf(tx).query<{ id: string }>(
      `with cancelled as (
         update orders o set state = 'cancelled', cancelled_at = $3, updated_at = $3
         where o.shop_id = $1 and o.id = $2 and o.state in ('placed', 'packed') and not exists (
           select 1 from shipments s
           where s.shop_id = $1 and s.order_id = $2 and s.state <> 'preparing')
         returning o.id),
       back as (
         select product_id, sum(quantity)::int as quantity from order_lines
         where shop_id = $1 and order_id in (select id from cancelled) group by product_id),
       locked as ( -- in the order in which checkouts take from stock, so that none waits for another in a circle
         select p.id, back.quantity from products p join back on back.product_id = p.id
         where p.shop_id = $1 order by p.id collate "C" for no key update of p),
       restocked as (
         update products p set stock = p.stock + locked.quantity from locked
         where p.shop_id = $1 and p.id = locked.id),
       called_off as (
         delete from shipments where shop_id = $1 and order_id in (select id from cancelled))
       select id from cancelled`,
      [shopId, orderId, now],
    );
    if (rows.length === 0) return false;
    await this.#onCancelled?.(tx, { shopId, orderId, now });
    return true;
  }

  recordConsent(tx: Transaction, consent: ConsentAnswer): Promise<void> {
    return recordConsent(tx, consent);
  }

  outreachConsent(tx: Transaction, shopId: string, shopperId: string): Promise<OutreachConsent> {
    return outreachConsent(tx, shopId, shopperId);
  }

  requestExport(tx: Transaction, request: Parameters<ShopData['requestExport']>[1]) {
    return requestExport(tx, request);
  }

  offerExport(tx: Transaction, request: OwnDataRequest) {
    return offerExport(tx, request);
  }

  confirmErasure(tx: Transaction, request: Parameters<ShopData['confirmErasure']>[1]) {
    return confirmErasure(tx, request);
  }
}
