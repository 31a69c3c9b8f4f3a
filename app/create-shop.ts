import { appendAudit } from '../adapters/postgres/audit-log.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { seedMoney } from '../adapters/postgres/money-seed.ts';
import { insertShop, type NewShop } from '../adapters/postgres/shops.ts';
import { ZenRuleEngine } from '../adapters/rules/zen-engine.ts';
import { BadInputError } from '../core/errors.ts';
import type { Transaction } from '../core/transaction.ts';

/**
 * An empty shop that works: default offers, rules, budgets and the running experiment; no catalogue, no orders, no FAQ.
 * @param fill writes more into it in the same transaction: the shop comes whole or not at all.
 * @throws BadInputError naming what is wrong; ConflictError when there is such a shop.
 */
export async function createShop(
  database: Database,
  shop: NewShop,
  now: Date,
  fill: (tx: Transaction) => Promise<void> = async () => {},
): Promise<{ identitySecret: string }> {
  refuseWrong(shop);
  return database.transaction(async (tx) => {
    const made = await insertShop(tx, shop);
    await seedMoney(tx, { id: shop.id, now, engine: new ZenRuleEngine() });
    await appendAudit(tx, {
      shopId: shop.id,
      actor: 'command line',
      action: 'shop.created',
      subject: `shop:${shop.id}`,
      before: null,
      after: shop,
    });
    await fill(tx);
    return made;
  });
}

function refuseWrong({ id, currency, country, timeZone, support, productUrl }: NewShop): void {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id))
    throw new BadInputError(`"${id}" is no shop id: small letters, digits and hyphens, such as my-shop`);
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new BadInputError(`"${currency}" is not a currency of ISO 4217, such as EUR`);
  const place = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  if (!/^[A-Z]{2}$/.test(country) || !place.of(country))
    throw new BadInputError(`"${country}" is not a country code of ISO 3166, such as DE`);
  if (!isTimeZone(timeZone))
    throw new BadInputError(`"${timeZone}" is not a time zone, such as Europe/Berlin`);
  if (productUrl !== '' && !(productUrl.includes('{id}') && /^https?:\/\//.test(productUrl)))
    throw new BadInputError('--product-url is not like https://shop.example.com/products/{id}');
  if (support && !/^[^@\s]+@[^@\s]+$/.test(support.email))
    throw new BadInputError(`"${support.email}" is not an e-mail address`);
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
