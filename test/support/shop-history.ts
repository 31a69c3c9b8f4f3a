import type { Database } from '../../adapters/postgres/database.ts';
import { newId } from '../../core/ids.ts';
import { testShopId } from './conversations.ts';

export interface LineInput {
  productId?: string;
  quantity?: number;
  listPriceCents?: number;
  discountCents?: number;
  unitCostCents?: number | null;
  refundCents?: number;
  refundedAt?: Date;
}

/** Writes the shoppers, products, orders and events that a test of the numbers needs, in few words. */
export class ShopHistory {
  readonly #database: Database;
  readonly #shopId: string;
  #orders = 0;

  constructor(database: Database, shopId = testShopId) {
    this.#database = database;
    this.#shopId = shopId;
  }

  async shopper(options: { mergedInto?: string } = {}): Promise<string> {
    const id = newId();
    await this.#database.query('insert into shoppers (shop_id, id, merged_into) values ($1, $2, $3)', [
      this.#shopId,
      id,
      options.mergedInto ?? null,
    ]);
    return id;
  }

  async product(
    id: string,
    options: {
      category?: string;
      stock?: number;
      active?: boolean;
      priceCents?: number;
      name?: { en: string; zh: string };
    } = {},
  ): Promise<string> {
    await this.#database.query(
      `insert into products (shop_id, id, category, name, description, price_cents, stock, active)
       values ($1, $2, $3, $4, '{"en": "", "zh": ""}', $5, $6, $7)`,
      [
        this.#shopId,
        id,
        options.category ?? 'kitchen',
        JSON.stringify(options.name ?? { en: id, zh: id }),
        options.priceCents ?? 1000,
        options.stock ?? 10,
        options.active ?? true,
      ],
    );
    return id;
  }

  /** Without a time zone: UTC. Lines default to one piece of 'mug' at 10.00. */
  async order(
    shopperId: string | null,
    placedAt: Date,
    lines: readonly LineInput[] = [{}],
    options: { cancelledAt?: Date } = {},
  ): Promise<string> {
    const id = newId();
    this.#orders += 1;
    await this.#database.query(
      `insert into orders (shop_id, id, number, shopper_id, placed_at, state, currency, shipping_cents, tax_cents, cancelled_at)
       values ($1, $2, $3, $4, $5, $6, 'GBP', 500, 200, $7)`,
      [
        this.#shopId,
        id,
        `H${this.#orders}`,
        shopperId,
        placedAt,
        options.cancelledAt ? 'cancelled' : 'delivered',
        options.cancelledAt ?? null,
      ],
    );
    for (const [i, line] of lines.entries())
      await this.#database.query(
        `insert into order_lines (shop_id, order_id, line_no, product_id, quantity, list_price_cents, discount_cents,
           unit_cost_cents, tax_cents, refund_cents, refunded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 20, $9, $10)`,
        [
          this.#shopId,
          id,
          i + 1,
          line.productId ?? 'mug',
          line.quantity ?? 1,
          line.listPriceCents ?? 1000,
          line.discountCents ?? 0,
          line.unitCostCents ?? null,
          line.refundCents ?? 0,
          line.refundedAt ?? null,
        ],
      );
    return id;
  }

  async event(shopperId: string, kind: string, occurredAt: Date, productId?: string): Promise<void> {
    await this.#database.query(
      `insert into events (shop_id, id, shopper_id, kind, product_id, occurred_at) values ($1, $2, $3, $4, $5, $6)`,
      [this.#shopId, newId(), shopperId, kind, productId ?? null, occurredAt],
    );
  }
}
