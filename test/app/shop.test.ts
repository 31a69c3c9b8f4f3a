import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessKeys } from '../../adapters/direct-line/access.ts';
import { identify } from '../../adapters/direct-line/identify.ts';
import { storefrontLinks } from '../../adapters/http/storefront-links.ts';
import { PostgresShopperDirectory } from '../../adapters/postgres/conversation-identity.ts';
import { PostgresShopData } from '../../adapters/postgres/shop-data.ts';
import { listShops, type NewShop, renewShopSecret } from '../../adapters/postgres/shops.ts';
import { createShop } from '../../app/create-shop.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let test_: TestDatabase;
const now = new Date('2026-11-20T12:00:00Z');
const shop: NewShop = {
  id: 'tea-house',
  name: { en: 'Tea House', zh: '茶馆' },
  currency: 'CNY',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  language: 'zh',
  productUrl: 'https://tea.example.com/p/{id}',
  support: { email: 'help@tea.example.com', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
};

beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.drop());

test('a new shop is empty and has what money and office hours need; its secret proves who a shopper is', async () => {
  const { identitySecret } = await createShop(test_.database, shop, now);
  expect(await listShops(test_.database)).toMatchObject([
    { id: 'tea-house', orders: 0, shoppers: 0, products: 0 },
  ]);
  const counts = await test_.database.query(
    `select (select count(*) from offers where shop_id = $1) as offers,
       (select count(*) from rules where shop_id = $1 and state = 'live') as rules,
       (select count(*) from budgets where shop_id = $1) as budgets,
       (select count(*) from articles where shop_id = $1) as articles`,
    ['tea-house'],
  );
  expect(counts.rows[0]).toMatchObject({ rules: 1, budgets: 3, articles: 0 });
  expect(counts.rows[0]!.offers).toBeGreaterThan(0);
  const facts = await test_.database.transaction((tx) => new PostgresShopData().shop(tx, 'tea-house'));
  expect(facts).toMatchObject({ name: shop.name, currency: 'CNY', support: shop.support });
  expect(storefrontLinks.product(facts, 'tea 1')).toBe('https://tea.example.com/p/tea%201');
  expect(storefrontLinks.picture(facts, 'tea 1')).toBe('');

  const directory = new PostgresShopperDirectory(test_.database);
  const identity = (await directory.shop('tea-house'))!;
  expect(identity).toMatchObject({ identitySecret, language: 'zh', directLineHash: null });
  const hash = createHmac('sha256', identitySecret).update('42').digest('hex');
  expect(await identify(directory, identity, '42', hash)).toMatchObject({ verified: true });
  await expect(identify(directory, identity, '43', hash)).rejects.toThrow(/not the HMAC/);
});

test('a Direct Line secret is known by its digest, opens its own shop alone, and ends with the next', async () => {
  const directory = new PostgresShopperDirectory(test_.database);
  const keys = new AccessKeys(Buffer.from('t'.repeat(32)), [], directory);
  const renew = () => test_.database.transaction((tx) => renewShopSecret(tx, 'tea-house', 'direct-line'));
  const secret = await renew();
  expect(await keys.read(secret)).toEqual({ shopId: 'tea-house', by: 'secret' });
  expect(await keys.read(secret.replace('tea-house', 'other'))).toBeNull();
  expect(await keys.read(`${secret}x`)).toBeNull();
  expect(await keys.read('direct.tea-house.')).toBeNull();
  const { rows } = await test_.database.query('select direct_line_hash as hash from shops');
  expect(rows[0]!.hash).not.toContain(secret);
  const next = await renew();
  expect(await keys.read(secret)).toBeNull();
  expect(await keys.read(next)).toMatchObject({ shopId: 'tea-house' });
  await expect(test_.database.transaction((tx) => renewShopSecret(tx, 'nobody', 'identity'))).rejects.toThrow(
    /there is no shop/,
  );
});

test.each([
  [{ id: 'Tea House' }, /no shop id/],
  [{ currency: 'XQX' }, /not a currency/],
  [{ country: 'XX' }, /not a country/],
  [{ timeZone: 'Mars/Base' }, /not a time zone/],
  [{ productUrl: 'javascript:{id}' }, /product-url/],
  [{ id: 'tea-house' }, /already/],
] as const)('what cannot be served is refused: %j', async (wrong, reason) => {
  await expect(createShop(test_.database, { ...shop, id: 'another', ...wrong }, now)).rejects.toThrow(reason);
});
