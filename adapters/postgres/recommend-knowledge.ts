import { setImmediate } from 'node:timers/promises';
import type { Localised } from '../../core/localised.ts';
import { CoPurchases, type Purchase } from '../../retention/recommend/co-purchases.ts';
import { Popularity } from '../../retention/recommend/popularity.ts';
import { ProductVectors } from '../../retention/recommend/product-vectors.ts';
import type { CatalogueProduct, ShopKnowledge } from '../../retention/recommend/rank-candidates.ts';
import type { Queryable } from './database.ts';
import { encoderOfProducts } from './next-item-store.ts';
import { unpackVector } from './unpack-vector.ts';

/** The newest orders that the index is built from; older ones say little about what sells together today. */
const mostOrders = 300_000;
/** Turns go on in between. */
const sliceMs = 8;

interface OrderRow {
  id: string;
  shopper_id: string | null;
  placed_at: Date;
  changed_at: Date;
  product_ids: string[];
  quantities: number[];
}

/** A shop's knowledge for recommendations with what it takes to bring it up to date. */
export class KeptKnowledge implements ShopKnowledge {
  readonly products = new Map<string, CatalogueProduct>();
  readonly categoryNames = new Map<string, Localised>();
  readonly coPurchases = new CoPurchases();
  readonly popularity: Popularity;
  readonly vectors = new ProductVectors();
  readonly #shopId: string;
  readonly #counted = new Set<string>();
  /** Purchases by shopper, oldest first, for pairing with their next order. */
  readonly #histories = new Map<string, Purchase[]>();
  #changedSince = new Date(0);

  private constructor(shopId: string, now: Date) {
    this.#shopId = shopId;
    this.popularity = new Popularity(now);
  }

  static async load(database: Queryable, shopId: string, now: Date): Promise<KeptKnowledge> {
    const knowledge = new KeptKnowledge(shopId, now);
    await knowledge.#readCatalogue(database);
    await knowledge.#readVectors(database);
    await knowledge.addNewOrders(database);
    return knowledge;
  }

  /** Counts orders that were written since the last call; cheap when there are none. */
  async addNewOrders(database: Queryable): Promise<number> {
    const { rows } = await database.query<OrderRow>(
      `select o.id, o.shopper_id, o.placed_at, o.updated_at as changed_at,
         array_agg(l.product_id order by l.line_no) as product_ids,
         array_agg(l.quantity order by l.line_no) as quantities
       from (select * from orders where shop_id = $1 and updated_at >= $2 and state <> 'cancelled'
             order by placed_at desc limit $3) o
       join order_lines l on l.shop_id = $1 and l.order_id = o.id
       group by o.id, o.shopper_id, o.placed_at, o.updated_at
       order by o.placed_at, o.id`,
      [this.#shopId, this.#changedSince, mostOrders],
    );
    let added = 0;
    let sliceEnds = performance.now() + sliceMs;
    for (const row of rows) {
      if (performance.now() > sliceEnds) {
        await setImmediate();
        sliceEnds = performance.now() + sliceMs;
      }
      if (this.#counted.has(row.id)) continue;
      this.#counted.add(row.id);
      this.#count(row);
      added++;
    }
    // An order may commit a moment after one that was stamped later: read a minute twice rather than lose one.
    const newest = rows.reduce((latest, row) => Math.max(latest, row.changed_at.getTime()), 0);
    if (newest > 0) this.#changedSince = new Date(Math.max(newest - 60_000, this.#changedSince.getTime()));
    return added;
  }

  #count({ shopper_id, placed_at, product_ids, quantities }: OrderRow): void {
    product_ids.forEach((productId, i) => {
      this.popularity.add(productId, quantities[i]!, placed_at);
    });
    const earlier = (shopper_id && this.#histories.get(shopper_id)) || [];
    const step = (earlier.at(-1)?.step ?? -1) + 1;
    const order = [...new Set(product_ids)].map((productId) => ({ productId, step }));
    this.coPurchases.add(earlier, order);
    if (shopper_id) this.#histories.set(shopper_id, [...earlier, ...order].slice(-50));
  }

  async #readCatalogue(database: Queryable): Promise<void> {
    const { rows } = await database.query<{ id: string; category: string; name: Localised }>(
      'select id, category, name from products where shop_id = $1 and active',
      [this.#shopId],
    );
    for (const product of rows) this.products.set(product.id, product);
    const settings = await database.query<{ id: string; name: Localised }>(
      `select category->>'id' as id, category->'name' as name
       from shops, jsonb_array_elements(
         case when jsonb_typeof(settings->'categories') = 'array' then settings->'categories' else '[]' end) category
       where shops.id = $1`,
      [this.#shopId],
    );
    for (const { id, name } of settings.rows) this.categoryNames.set(id, name);
  }

  async #readVectors(database: Queryable): Promise<void> {
    const { rows } = await database.query<{ ref: string; packed: Buffer }>(
      `select ref, array_send(vector) as packed from vectors
       where shop_id = $1 and kind = 'product' and model_version = $2 order by ref, language`,
      [this.#shopId, await encoderOfProducts(database, this.#shopId)],
    );
    for (const { ref, packed } of rows) this.vectors.add(ref, unpackVector(packed));
  }
}
