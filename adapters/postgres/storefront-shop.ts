import { NotFoundError } from '../../core/errors.ts';
import type { Localised } from '../../core/localised.ts';
import type { DemoSettings } from '../demo-shop/demo-settings.ts';
import type { Queryable } from './database.ts';

export interface StorefrontShop {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly timeZone: string;
  readonly country: string;
  readonly identitySecret: string;
  readonly settings: DemoSettings;
}

/** Who shops: a known shopper, or a visitor. */
export interface Buyer {
  readonly shopperId: string | null;
  readonly visitorId: string;
  readonly country: string;
  readonly loyaltyPoints: number;
}

/** @throws NotFoundError when the demo shop was not loaded. */
export async function storefrontShop(database: Queryable, shopId: string): Promise<StorefrontShop> {
  const { rows } = await database.query<{
    id: string;
    name: Localised;
    currency: string;
    time_zone: string;
    country: string;
    identity_secret: string;
    settings: DemoSettings;
  }>('select id, name, currency, time_zone, country, identity_secret, settings from shops where id = $1', [
    shopId,
  ]);
  const row = rows[0];
  if (!row)
    throw new NotFoundError(`there is no shop ${shopId}; start with DEMO_SHOP=true to load the demo shop`);
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    country: row.country,
    identitySecret: row.identity_secret,
    settings: row.settings,
  };
}

/** The shopper of an external id as a buyer; an unknown or missing one buys as a visitor. */
export async function buyerOf(
  database: Queryable,
  shop: StorefrontShop,
  visitorId: string,
  externalId: string | null,
): Promise<Buyer> {
  const { rows } = await database.query<{ id: string; country: string | null; loyalty_points: number }>(
    'select id, country, loyalty_points from shoppers where shop_id = $1 and external_id = $2',
    [shop.id, externalId],
  );
  const row = rows[0];
  return {
    shopperId: row?.id ?? null,
    visitorId,
    country: row?.country ?? shop.country,
    loyaltyPoints: row?.loyalty_points ?? 0,
  };
}
