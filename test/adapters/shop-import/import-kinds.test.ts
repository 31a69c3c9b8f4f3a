import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsent } from '../../../adapters/postgres/consents.ts';
import { importProgress } from '../../../app/import-progress.ts';
import { writeRejects } from '../../../app/write-rejects.ts';
import { openImportWorld } from './import-world.ts';

let world: Awaited<ReturnType<typeof openImportWorld>>;
let shops = 0;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());
const newShop = () => world.shop(`kinds-${shops++}`);
const rowsOf = async (sql: string, shop: string) => (await world.database.query(sql, [shop])).rows;

test("Shopify's product export: variants take over what their product says; a second file updates", async () => {
  const shop = await newShop();
  const header =
    'Handle,Title,Body (HTML),Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Cost per item,Status';
  const file = (price: string) => `${header}
mug,Stoneware Mug,"<p>Holds 300 ml &amp; more</p>",Kitchen,true,Color,Blue,MUG-B,12,${price},4.00,active
mug,,,,,,Green,MUG-G,0,18.00,4.00,
rug,Wool Rug,,Floor,true,Title,Default Title,,3,80.00,,draft
`;
  const first = await world.run(shop, 'products', file('18.00'));
  expect(first.counts).toMatchObject({ newProducts: 3 });
  const products = () =>
    rowsOf(
      `select id, name->>'en' as name, description->>'en' as description, category, price_cents, unit_cost_cents, stock,
         stock_counted, active from products where shop_id = $1 order by id`,
      shop,
    );
  expect(await products()).toEqual([
    {
      id: 'MUG-B',
      name: 'Stoneware Mug, Blue',
      description: 'Holds 300 ml & more',
      category: 'kitchen',
      price_cents: 1800,
      unit_cost_cents: 400,
      stock: 12,
      stock_counted: true,
      active: true,
    },
    {
      id: 'MUG-G',
      name: 'Stoneware Mug, Green',
      description: 'Holds 300 ml & more',
      category: 'kitchen',
      price_cents: 1800,
      unit_cost_cents: 400,
      stock: 0,
      stock_counted: true,
      active: true,
    },
    {
      id: 'rug',
      name: 'Wool Rug',
      description: 'Wool Rug',
      category: 'floor',
      price_cents: 8000,
      unit_cost_cents: null,
      stock: 3,
      stock_counted: true,
      active: false,
    },
  ]);
  expect((await world.run(shop, 'products', file('18.00'))).counts).toMatchObject({
    newProducts: 0,
    unchangedProducts: 3,
  });
  expect((await world.run(shop, 'products', file('16.50'))).counts).toMatchObject({ updatedProducts: 1 });
  expect((await products())[0]?.price_cents).toBe(1650);
  const [settings] = await rowsOf(
    "select settings->'categories' as categories from shops where id = $1",
    shop,
  );
  expect(settings?.categories).toEqual([
    { id: 'kitchen', name: { en: 'Kitchen', zh: 'Kitchen' } },
    { id: 'floor', name: { en: 'Floor', zh: 'Floor' } },
  ]);
});

test('shoppers with their consent, which is added to and not overwritten', async () => {
  const shop = await newShop();
  const file = (
    consent: string,
  ) => `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code,Total Spent
'901,Jo,Miller,JO@Example.com,${consent},GB,10
902,李,雷,li@example.com,no,CN,0
902,李,雷雷,li@example.com,no,CN,0
,,,,no,,0
`;
  const first = await world.run(shop, 'shoppers', file('yes'));
  expect(first.counts).toMatchObject({ newShoppers: 2 });
  expect(first.rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'line 4 says it anew'],
    [5, 'neither an id nor an e-mail'],
  ]);
  await world.run(shop, 'shoppers', file('yes'));
  await world.run(shop, 'shoppers', file('no'));
  expect(
    await rowsOf(
      'select external_id, email, display_name, country from shoppers where shop_id = $1 order by 1',
      shop,
    ),
  ).toEqual([
    { external_id: '901', email: 'jo@example.com', display_name: 'Jo Miller', country: 'GB' },
    { external_id: '902', email: 'li@example.com', display_name: '李 雷雷', country: 'CN' },
  ]);
  const consents = await rowsOf(
    'select granted, wording from consents where shop_id = $1 order by given_at, id',
    shop,
  );
  expect(consents).toHaveLength(2);
  expect(consents.map(({ granted }) => granted).sort()).toEqual([false, true]);
  expect(consents[0]?.wording).toMatch(/^imported from file-/);
});

test('who stopped the mails here is not put back on the list by a file that has not heard of it', async () => {
  const shop = await newShop();
  const file = `Customer ID,Email,Accepts Email Marketing\n903,kim@example.com,yes\n`;
  await world.run(shop, 'shoppers', file);
  const [kim] = await rowsOf('select id from shoppers where shop_id = $1', shop);
  await world.database.transaction((tx) =>
    recordConsent(tx, {
      shopId: shop,
      shopperId: String(kim!.id),
      purposes: ['outreach_email'],
      granted: false,
      wording: 'Stop these messages',
      via: 'link',
      now: new Date(),
    }),
  );
  await world.run(shop, 'shoppers', `${file}904,lee@example.com,yes\n`);
  const answers = await rowsOf(
    'select granted, via from consents where shop_id = $1 order by given_at, via desc',
    shop,
  );
  expect(answers.map(({ granted, via }) => `${via} ${granted}`).sort()).toEqual([
    'link false',
    'source true',
    'source true',
  ]);
});

test('reviews in both languages, for known products or with new ones, once each', async () => {
  const shop = await newShop();
  const text = `cat,label,review
书籍,1,很好的书，孩子非常喜欢
书籍,1,很好的书，孩子非常喜欢
平板,0,屏幕太暗，后悔买了
`;
  const refused = await world.run(shop, 'reviews', text);
  expect(refused.counts).toMatchObject({ newReviews: 0 });
  expect(refused.rejects.filter(({ reason }) => /no such product/.test(reason))).toHaveLength(2);
  const made = await world.run(shop, 'reviews', text, { createProducts: true });
  expect(made.counts).toMatchObject({ newReviews: 2, newProducts: 2 });
  expect(made.rejects).toMatchObject([{ line: 2, reason: 'the same as line 3' }]);
  const english = await world.run(
    shop,
    'reviews',
    'Clothing ID,Title,Review Text,Rating,Department Name\n767,Lovely,"Soft, and fits <b>well</b>",5,Tops\n767,,Too big,9,Tops\n',
    { createProducts: true },
  );
  expect(english.rejects).toMatchObject([
    { line: 3, column: 'Rating', value: '9', reason: 'not a rating from 1 to 5' },
  ]);
  expect(
    await rowsOf(
      'select product_id, language, rating, body from reviews where shop_id = $1 order by body',
      shop,
    ),
  ).toEqual(
    [
      { product_id: '767', language: 'en', rating: 5, body: 'Lovely. Soft, and fits well' },
      { product_id: '平板', language: 'zh', rating: null, body: '屏幕太暗，后悔买了' },
      { product_id: '书籍', language: 'zh', rating: null, body: '很好的书，孩子非常喜欢' },
    ].sort((a, b) => Buffer.from(a.body).compare(Buffer.from(b.body))),
  );
  // Nobody told what they cost: they are not for sale here.
  expect(await rowsOf('select distinct active from products where shop_id = $1', shop)).toEqual([
    { active: false },
  ]);
  expect((await world.run(shop, 'reviews', text, { createProducts: true })).counts).toMatchObject({
    newReviews: 0,
    unchangedReviews: 2,
  });
});

test('events of other systems by their own names', async () => {
  const shop = await newShop();
  const text = `event_name,timestamp,user_id,session_id,product_id
page_view,2026-01-01T10:00:00Z,u1,s1,
add_to_cart,1767261600,u1,s1,MUG-B
dance,2026-01-01T10:00:00Z,u1,s1,
view_item,2026-01-01T10:05:00Z,,,MUG-B
`;
  const { counts, rejects } = await world.run(shop, 'events', text);
  expect(counts).toMatchObject({ newEvents: 2, newShoppers: 1 });
  expect(rejects.map(({ line }) => line)).toEqual([4, 5]);
  expect(
    await rowsOf(
      'select kind, product_id, occurred_at from events where shop_id = $1 order by occurred_at, kind',
      shop,
    ),
  ).toEqual([
    { kind: 'cart_add', product_id: 'MUG-B', occurred_at: new Date('2026-01-01T10:00:00Z') },
    { kind: 'visit', product_id: null, occurred_at: new Date('2026-01-01T10:00:00Z') },
  ]);
  expect((await world.run(shop, 'events', text)).counts).toMatchObject({ newEvents: 0, unchangedEvents: 2 });
});

test('a preview reads and writes nothing', async () => {
  const shop = await newShop();
  const path = await world.file(
    'Description,Quantity,InvoiceDate,UnitPrice,CustomerID\nMUG,1,2025-01-01,2,7\nMUG,x,2025-01-01,2,7\n',
  );
  const preview = await world.service.preview(shop, world.request('orders', path), true);
  expect(preview).toMatchObject({
    records: 2,
    good: 1,
    faulty: 1,
    faults: [{ line: 3, column: 'Quantity', value: 'x' }],
  });
  expect(preview.rows[0]).toMatchObject({ line: 2, fields: { product: 'mug', quantity: 1, lineCents: 200 } });
  expect((await world.tables(shop)).orders).toEqual([]);
  expect(await world.service.list(shop)).toEqual([]);
});

test('the report beside the file holds no formula', async () => {
  const path = join(world.folder, 'orders.csv.rejected.csv');
  async function* pages() {
    yield [{ line: 3, column: '=cmd', value: '=HYPERLINK("http://x.example","y")', reason: 'not an amount' }];
    yield [{ line: 4, column: null, value: '-1+2, or so', reason: 'a price below 0' }];
  }
  expect(await writeRejects(pages(), path)).toMatchObject({ path, faults: 2, problem: null });
  expect(await readFile(path, 'utf8')).toBe(
    '\ufeffline,column,value,reason\r\n' +
      `3,'=cmd,"'=HYPERLINK(""http://x.example"",""y"")",not an amount\r\n` +
      `4,,"'-1+2, or so",a price below 0\r\n`,
  );
  async function* none() {}
  expect(await writeRejects(none(), path)).toMatchObject({ path: null, faults: 0 });
  await expect(readFile(path)).rejects.toThrow(/ENOENT/);
});

test('progress: a moving line at a terminal, plain lines elsewhere', async () => {
  let ms = 0;
  const seen: string[] = [];
  const step = { bytes: 50, bytesTotal: 100, records: 1_000, rows: 0, rowsTotal: 0, faults: 3 };
  const terminal = importProgress({ isTTY: true, write: (text) => seen.push(text) }, () => ms);
  ms = 2_000;
  terminal.show({ phase: 'read', ...step });
  expect(seen[0]).toBe(
    '\r[######..................]  25 % reading, 1000 rows, 500/s, 6 s left, 3 left out\u001b[K',
  );
  const lines: string[] = [];
  const plain = importProgress({ write: (text) => lines.push(text) }, () => ms);
  for (; ms < 20_000; ms += 1_000) plain.show({ phase: 'write', ...step, rows: 5, rowsTotal: 10 });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^\[#{18}\.{6}\] {2}75 % writing, .*\n$/);
});
