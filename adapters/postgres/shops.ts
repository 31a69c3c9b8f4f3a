import { createHash, randomBytes } from 'node:crypto';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { clientOf, type Queryable } from './database.ts';

export interface NewShop {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  /** What a shopper is answered in who says nothing about it. */
  readonly language: Language;
  /** Where the shop shows a product, with {id}; '': cards link nowhere. */
  readonly productUrl: string;
  /** When people answer; null: nobody said. */
  readonly support: { email: string; days: readonly number[]; from: string; to: string } | null;
}

export interface ShopSummary {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly orders: number;
  readonly shoppers: number;
  readonly products: number;
}

/** Secrets that a shop's servers keep; Mainstay shows each once. */
export type ShopSecret = 'identity' | 'direct-line';

/**
 * Adds an empty shop.
 * @returns the secret by which its server proves who a shopper is.
 * @throws ConflictError when there is a shop of that id.
 */
export async function insertShop(tx: Transaction, shop: NewShop): Promise<{ identitySecret: string }> {
  const identitySecret = randomBytes(32).toString('hex');
  const { language, productUrl, support } = shop;
  const { rowCount } = await clientOf(tx).query(
    `insert into shops (id, name, currency, country, time_zone, settings, identity_secret)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      shop.id,
      JSON.stringify(shop.name),
      shop.currency,
      shop.country,
      shop.timeZone,
      JSON.stringify({ language, productUrl, ...(support && { support }) }),
      identitySecret,
    ],
  );
  if (rowCount === 0) throw new ConflictError(`there is a shop "${shop.id}" already`);
  return { identitySecret };
}

export async function listShops(database: Queryable): Promise<ShopSummary[]> {
  const { rows } = await database.query<ShopSummary>(
    `select s.id, s.name, s.currency, s.country, s.time_zone as "timeZone",
       (select count(*) from orders o where o.shop_id = s.id) as orders,
       (select count(*) from shoppers u where u.shop_id = s.id) as shoppers,
       (select count(*) from products p where p.shop_id = s.id) as products
     from shops s order by s.id`,
  );
  return rows;
}

/** Makes a new secret; the old one is refused from now on. @returns it, for once. @throws NotFoundError */
export async function renewShopSecret(tx: Transaction, shopId: string, which: ShopSecret): Promise<string> {
  const random = randomBytes(32);
  const [column, secret, kept] =
    which === 'identity'
      ? ['identity_secret', random.toString('hex'), random.toString('hex')]
      : ['direct_line_hash', `direct.${shopId}.${random.toString('base64url')}`, ''];
  const { rowCount } = await clientOf(tx).query(`update shops set ${column} = $2 where id = $1`, [
    shopId,
    kept || createHash('sha256').update(secret!).digest('hex'),
  ]);
  if (rowCount === 0) throw new NotFoundError(`there is no shop "${shopId}"`);
  return secret!;
}
