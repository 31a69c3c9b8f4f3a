import { newId } from '../../core/ids.ts';
import type { ShopIdentity, ShopperDirectory } from '../direct-line/shopper-directory.ts';
import type { Database } from './database.ts';

/** Who a channel talks to: shops with their identity secrets, and shoppers by the shop's own customer id. */
export class PostgresShopperDirectory implements ShopperDirectory {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  async shop(shopId: string): Promise<ShopIdentity | null> {
    const { rows } = await this.#db.query<ShopIdentity>(
      `select id, name, identity_secret as "identitySecret", direct_line_hash as "directLineHash",
         settings->>'language' as language
       from shops where id = $1`,
      [shopId],
    );
    return rows[0] ?? null;
  }

  async hasShopper(shopId: string, externalId: string): Promise<boolean> {
    const { rows } = await this.#db.query('select 1 from shoppers where shop_id = $1 and external_id = $2', [
      shopId,
      externalId,
    ]);
    return rows.length > 0;
  }

  async shopperOf(shopId: string, externalId: string): Promise<string> {
    const { rows } = await this.#db.query<{ id: string }>(
      `with created as (
         insert into shoppers (shop_id, id, external_id) values ($1, $2, $3)
         on conflict (shop_id, external_id) do nothing
         returning id)
       select id from created
       union all
       select coalesce(merged_into, id) from shoppers where shop_id = $1 and external_id = $3
       limit 1`,
      [shopId, newId(), externalId],
    );
    // Created by another request between our snapshot and our insert: the next look sees it.
    return rows[0]?.id ?? this.shopperOf(shopId, externalId);
  }
}
