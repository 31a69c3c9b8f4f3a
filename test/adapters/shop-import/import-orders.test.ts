import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withImportLock } from '../../../adapters/postgres/import-runs.ts';
import { valuesOfShoppers } from '../../../adapters/postgres/value-of-shoppers.ts';
import { importNow, openImportWorld, ordersFile } from './import-world.ts';

let world: Awaited<ReturnType<typeof openImportWorld>>;
let shops = 0;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());

const newShop = (options = {}) => world.shop(`shop-${shops++}`, options);

const small = `Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
WHITE HEART,6,2025-03-01T08:26:00.000Z,2.55,17850,United Kingdom
White Heart,2,2025-03-02T10:00:00.000Z,2.75,13047,EIRE
White Heart,1,2025-03-02T10:00:30.000Z,2.75,13047,EIRE
BLUE MUG,3,2025-03-01T08:26:00.000Z,4.00,17850,United Kingdom
POSTAGE,1,2025-03-01T08:26:00.000Z,3.95,17850,United Kingdom
White Heart,-2,2025-03-05T09:00:00.000Z,2.55,17850,United Kingdom
`;

test('a German export is read by its own names: semicolons, decimal commas, day first', async () => {
  const shop = await newShop({ currency: 'EUR', country: 'DE', timeZone: 'Europe/Berlin' });
  const { rejects, run } = await world.run(
    shop,
    'orders',
    `Bestellnummer;Bestelldatum;Kunden-Nr.;E-Mail-Adresse;Kundenname;Land;Artikelnummer;Artikelbezeichnung;Menge;Einzelpreis;Rabatt;Versandkosten;Währung;Bestellstatus
B-1;03.02.2025 10:15;K1;ada@example.de;Ada Groß;DE;A1;Kaffeemühle;2;1.234,50;0,00;4,90;EUR;versandt
B-2;13.02.2025 09:00;K2;ben@example.de;Ben Öz;AT;A2;Teedose;1;7,50;0,50;0,00;EUR;versandt
`,
  );
  expect(rejects).toEqual([]);
  expect(run.counts).toMatchObject({ newOrders: 2, newShoppers: 2, newProducts: 2 });
  const { orders, lines, shoppers } = await world.tables(shop);
  expect(orders).toMatchObject([
    { number: 'B-1', placed_at: new Date('2025-02-03T09:15:00Z'), shipping_cents: 490 },
    { number: 'B-2', placed_at: new Date('2025-02-13T08:00:00Z') },
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ product_id: 'A1', quantity: 2, list_price_cents: 123_450 }),
      expect.objectContaining({ product_id: 'A2', quantity: 1, list_price_cents: 750, discount_cents: 50 }),
    ]),
  );
  expect(shoppers).toMatchObject([
    { external_id: 'K1', email: 'ada@example.de', display_name: 'Ada Groß', country: 'DE' },
    { external_id: 'K2', country: 'AT' },
  ]);
});

describe('currencies without hundredths', () => {
  test.each([
    ['JPY', 'JP', ['1980', '¥1,980', '1.980', '1980.00'], [1980, 1980, 1980, 1980]],
    ['KRW', 'KR', ['₩25,000', '25000', '1,250,000', '25.000'], [25_000, 25_000, 1_250_000, 25_000]],
    ['CLP', 'CL', ['1.990', '$1.990', '1.250.000', '990'], [1990, 1990, 1_250_000, 990]],
    ['KWD', 'KW', ['1.500', '0.250', '12', '1,500.125'], [1500, 250, 12_000, 1_500_125]],
  ] as const)('%s', async (currency, country, prices, units) => {
    const shop = await newShop({ currency, country });
    const rows = prices.map(
      (price, i) => `o${i},c${i},p${i},1,2025-03-0${i + 1}T08:00:00Z,"${price}",${currency}`,
    );
    const { rejects } = await world.run(
      shop,
      'orders',
      `order,customer,product,quantity,date,price,currency\n${rows.join('\n')}\n`,
    );
    expect(rejects).toEqual([]);
    const { lines, products } = await world.tables(shop);
    const byProduct = new Map(lines.map((line) => [line.product_id, line.list_price_cents]));
    expect(prices.map((_, i) => byProduct.get(`p${i}`))).toEqual(units);
    expect(products.filter(({ active }) => active)).toHaveLength(4);
  });

  test('what no column of the database can hold is told with its bound', async () => {
    const shop = await newShop({ currency: 'KWD', country: 'KW' });
    const { rejects } = await world.run(
      shop,
      'orders',
      'order,customer,product,quantity,date,price\no1,c1,p1,1,2025-03-01T08:00:00Z,3000000\n',
    );
    expect(rejects).toMatchObject([{ reason: 'larger than 2 million' }]);
  });
});

describe('orders with guesses alone', () => {
  test('rows of one customer and minute are an order; returns, shipping and products find their place', async () => {
    const shop = await newShop();
    const { counts, rejects } = await world.run(shop, 'orders', small);
    expect(counts).toMatchObject({
      newOrders: 2,
      newShoppers: 2,
      newProducts: 2,
      newReturns: 1,
      matchedReturns: 1,
    });
    expect(rejects).toEqual([]);
    const { orders, lines, products, shoppers } = await world.tables(shop);
    expect(orders).toMatchObject([
      { placed_at: new Date('2025-03-02T10:00:00Z'), shipping_cents: 0, state: 'delivered' },
      { placed_at: new Date('2025-03-01T08:26:00Z'), shipping_cents: 395 },
    ]);
    expect(orders.map(({ number }) => number)).toEqual(['100001', '100002']);
    expect(products).toMatchObject([
      { id: 'blue-mug', price_cents: 400, stock_counted: false, active: true },
      { id: 'unnamed', active: false },
      // Three of four rows spell it so; the price is the last one.
      { id: 'white-heart', name: { en: 'White Heart', zh: 'White Heart' }, price_cents: 275, active: true },
    ]);
    expect(
      lines.find(({ product_id, quantity }) => product_id === 'white-heart' && quantity === 6),
    ).toMatchObject({
      list_price_cents: 255,
      refund_cents: 510,
      refunded_at: new Date('2025-03-05T09:00:00Z'),
    });
    expect(shoppers).toMatchObject([
      { external_id: '13047', country: 'IE', created_at: new Date('2025-03-02T10:00:00Z') },
      { external_id: '17850', country: 'GB', created_at: new Date('2025-03-01T08:26:00Z') },
    ]);
    const values = await valuesOfShoppers(world.database, { shopId: shop, asOf: importNow });
    // 6 x 2.55 + 3 x 4.00 - 2 x 2.55, shipping is not merchandise.
    expect(values.get(shoppers[1]!.id)).toMatchObject({
      orderCount: 1,
      clvCents: 1530 + 1200 - 510,
      srCents: 2220,
    });
  });

  test('the same file again changes nothing, a longer one adds what is new', async () => {
    const shop = await newShop();
    await world.run(shop, 'orders', small);
    const before = await world.tables(shop);
    const again = await world.run(shop, 'orders', small);
    expect(again.counts).toMatchObject({ newOrders: 0, unchangedOrders: 2, newReturns: 0, newShoppers: 0 });
    expect(await world.tables(shop)).toEqual(before);
    const longer = await world.run(
      shop,
      'orders',
      `${small}BLUE MUG,1,2025-04-01T00:00:00Z,4.10,17850,United Kingdom\nRED MUG,2,2025-03-02T10:00:00.000Z,5.00,13047,EIRE\n`,
    );
    expect(longer.counts).toMatchObject({
      newOrders: 1,
      updatedOrders: 1,
      unchangedOrders: 1,
      newProducts: 1,
    });
    const after = await world.tables(shop);
    expect(after.lines.filter(({ refund_cents }) => refund_cents > 0)).toHaveLength(1);
  });

  test('repeats and noise are left out and reported by line', async () => {
    const shop = await newShop();
    const { counts, rejects } = await world.run(
      shop,
      'orders',
      `Description,Quantity,InvoiceDate,UnitPrice,CustomerID
MUG,1,2025-01-01 10:00,2.00,7
MUG,1,2025-01-01 10:00,2.00,7
damaged,-10,2025-01-01 11:00,0,
MUG,1,2025-01-02 10:00,abc,7
MUG,1,2025-02-30 10:00,2.00,7
MUG,-1,2025-01-03 10:00,2.00,
Adjust bad debt,1,2025-01-03 10:00,-11062.06,
MUG,-9,2025-01-04 10:00,2.00,7
LAMP,-1,2025-01-04 10:00,30.00,7
MUG,1,2031-01-04 10:00,2.00,7
MUG,1,2025-01-04 10:00,2.00,7,extra
`,
    );
    expect(counts).toMatchObject({ newOrders: 1, matchedReturns: 0, unmatchedReturns: 2 });
    expect(rejects.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [3, null, '', 'the same as line 2'],
      [4, null, '', 'neither a price nor a customer: a movement of stock, no sale'],
      [5, 'UnitPrice', 'abc', 'not an amount'],
      [6, 'InvoiceDate', '2025-02-30 10:00', 'not a date that exists'],
      [7, 'Quantity', '-1', 'a return that names neither an order nor a customer'],
      [8, 'Description', 'Adjust bad debt', "an entry of the shop's books, no sale"],
      [9, null, 'mug', expect.stringContaining('16.00 GBP of it are left over')],
      [10, null, 'lamp', expect.stringContaining('30.00 GBP of it are left over')],
      [11, 'InvoiceDate', '2031-01-04 10:00', 'a date in the future'],
      [
        12,
        null,
        'MUG | 1 | 2025-01-04 10:00 | 2.00 | 7 | extra',
        'more fields than the header: 6 instead of 5',
      ],
    ]);
  });
});

describe('encodings and formats', () => {
  const chinese = `订单编号,下单时间,会员ID,商品名称,数量,单价,运费
20250101001,2025年1月1日 10:30,u1,陶瓷马克杯 蓝,2,59.00,8.00
20250101002,2025-01-02 11:00,u2,棉麻桌布,1,128.50,0
`;
  const utf16 = (text: string, big: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  // 陶瓷马克杯 and so on in GB18030, from the encoding's table by Node's decoder read backwards.
  const gb18030 = (text: string) => {
    const decoder = new TextDecoder('gb18030');
    const table = new Map<string, number[]>();
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    return Buffer.from(
      [...text].flatMap((letter) => (letter < '\x80' ? [letter.charCodeAt(0)] : table.get(letter)!)),
    );
  };

  test.each([
    ['UTF-8', 'utf-8', Buffer.from(chinese)],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\ufeff${chinese}`)],
    ['UTF-16LE', 'utf-16le', utf16(chinese, false)],
    ['UTF-16BE', 'utf-16be', utf16(chinese, true)],
    ['UTF-16LE without a mark', 'utf-16le', utf16(chinese, false).subarray(2)],
    ['GB18030', 'gb18030', gb18030(chinese)],
    ['gzip', 'utf-8', gzipSync(chinese)],
    ['semicolons', 'utf-8', Buffer.from(chinese.replaceAll(',', ';'))],
    ['tabs and CRLF', 'utf-8', Buffer.from(chinese.replaceAll(',', '\t').replaceAll('\n', '\r\n'))],
  ])('%s', async (_, encoding, bytes) => {
    const shop = await newShop({ currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' });
    const { plan, rejects } = await world.run(shop, 'orders', bytes);
    expect(plan.format.encoding).toBe(encoding);
    expect(rejects).toEqual([]);
    const { orders, products } = await world.tables(shop);
    expect(orders).toMatchObject([
      { number: '20250101001', placed_at: new Date('2025-01-01T02:30:00Z'), shipping_cents: 800 },
      { number: '20250101002', placed_at: new Date('2025-01-02T03:00:00Z') },
    ]);
    expect(
      products.filter(({ active }) => active).map(({ name, price_cents }) => [name.zh, price_cents]),
    ).toEqual([
      ['棉麻桌布', 12_850],
      ['陶瓷马克杯 蓝', 5_900],
    ]);
  });

  test('Windows-1252 with decimal commas', async () => {
    const shop = await newShop({ currency: 'EUR', country: 'DE', timeZone: 'Europe/Berlin' });
    const text =
      'Bestellung;Datum;Kunde;Artikel;Menge;Preis\n1001;03.04.2025;5;Türöffner für Käse;2;1.234,50 €\n';
    const bytes = Buffer.from(text.replace('€', '\x80'), 'latin1');
    const map =
      'number=Bestellung,placed_at=Datum,shopper=Kunde,product_name=Artikel,quantity=Menge,unit_price=Preis';
    const { plan, rejects } = await world.run(shop, 'orders', bytes, { map });
    expect(plan.format.encoding).toBe('windows-1252');
    expect(rejects).toEqual([]);
    const { orders, lines, products } = await world.tables(shop);
    expect(orders[0]).toMatchObject({ placed_at: new Date('2025-04-02T22:00:00Z') });
    expect(lines[0]).toMatchObject({ list_price_cents: 123_450, quantity: 2 });
    expect(products.map(({ name }) => name.en)).toContain('Türöffner für Käse');
  });

  test('JSON lines with lines inside an order', async () => {
    const shop = await newShop();
    const order = {
      order_number: '7001',
      created_at: '2025-05-01T10:00:00Z',
      customer: { id: 55 },
      line_items: [
        { sku: 'A1', name: 'Lamp', quantity: 1, price: '20.00' },
        { sku: 'B2', name: 'Rug', quantity: 2, price: '35.50' },
      ],
    };
    const { rejects } = await world.run(shop, 'orders', `${JSON.stringify(order)}\n{"broken": \n`, {
      map: 'product_name=line_items.name,unit_price=line_items.price,product=line_items.sku,quantity=line_items.quantity',
    });
    expect(rejects).toMatchObject([{ line: 2, reason: 'not valid JSON' }]);
    const { lines, orders } = await world.tables(shop);
    expect(orders).toMatchObject([{ number: '7001' }]);
    expect(lines).toMatchObject([
      { product_id: 'A1', list_price_cents: 2000 },
      { product_id: 'B2', quantity: 2, list_price_cents: 3550 },
    ]);
  });

  test("Shopify's export: order fields on the first line only, discounts and tax of the whole order", async () => {
    const shop = await newShop({ currency: 'USD', country: 'US', timeZone: 'America/New_York' });
    const header =
      'Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country,Cancelled at,Refunded Amount';
    const { plan, rejects } = await world.run(
      shop,
      'orders',
      `${header}
#1001,Jo@Example.com,paid,fulfilled,USD,27.00,5.00,2.70,34.70,SPRING,3.00,2025-03-10 14:05:00 -0400,2,Mug,10.00,MUG-1,US,,0.00
#1001,Jo@Example.com,,,,,,,,,,2025-03-10 14:05:00 -0400,1,Spoon,10.00,SPN-1,,,
#1002,al@example.com,refunded,,USD,10.00,0.00,0.00,10.00,,0.00,2025-03-11 09:00:00 -0400,1,Mug,10.00,MUG-1,US,2025-03-12 09:00:00 -0400,10.00
`,
    );
    expect(plan.chosen.known).toBe('Shopify orders');
    expect(rejects).toEqual([]);
    const { orders, lines, shoppers } = await world.tables(shop);
    expect(orders).toMatchObject([
      { number: '1001', shipping_cents: 500, tax_cents: 270, state: 'delivered', code: 'SPRING' },
      { number: '1002', state: 'cancelled', cancelled_at: new Date('2025-03-12T13:00:00Z') },
    ]);
    const mine = lines.filter(({ order_id }) => order_id === orders[0]!.id);
    expect(mine).toMatchObject([
      { product_id: 'MUG-1', list_price_cents: 1000, discount_cents: 200, tax_cents: 180 },
      { product_id: 'SPN-1', list_price_cents: 1000, discount_cents: 100, tax_cents: 90 },
    ]);
    expect(shoppers.map(({ external_id, email }) => [external_id, email])).toEqual([
      ['al@example.com', 'al@example.com'],
      ['jo@example.com', 'jo@example.com'],
    ]);
  });
});

describe('bad input', () => {
  const row = (date: string, price = '2.00', currency = 'GBP') => `MUG,1,${date},${price},7,${currency}\n`;
  const header = 'Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Currency\n';

  test('a missing column is named, with the columns that are there; nothing is written', async () => {
    const shop = await newShop();
    await expect(world.run(shop, 'orders', 'Description,When\nMUG,2025-01-01\n')).rejects.toThrow(
      /no column for .*unit_price or line_total among: Description, When/,
    );
    await expect(world.run(shop, 'orders', header, { map: 'unit_price=Preis' })).rejects.toThrow(
      /no column "Preis"/,
    );
    await expect(world.run(shop, 'orders', '')).rejects.toThrow(/empty/);
    expect((await world.tables(shop)).orders).toEqual([]);
  });

  test('one proof decides which way round dates are; without any it is said what was assumed', async () => {
    const proven = await world.run(await newShop(), 'orders', header + row('03/04/2025') + row('25/12/2024'));
    expect(proven.plan.styles).toMatchObject({ dayOrders: { placed_at: 'dmy' }, assumed: [] });
    const american = await world.run(await newShop({ country: 'US' }), 'orders', header + row('03/04/2025'));
    expect(american.plan.styles.dayOrders.placed_at).toBe('mdy');
    expect(american.plan.styles.assumed[0]?.sentence).toMatch(/nothing in "InvoiceDate" proves/);
    const shop = await newShop();
    const mixed = await world.run(
      shop,
      'orders',
      header + row('25/12/2024') + row('12/25/2024 9:00') + row('03/04/2025'),
    );
    expect(mixed.plan.styles.assumed[0]?.sentence).toMatch(/both day\/month \(1\) and month\/day \(1\)/);
    expect(mixed.rejects).toMatchObject([{ line: 4, column: 'InvoiceDate', value: '03/04/2025' }]);
    expect((await world.tables(shop)).orders).toHaveLength(2);
  });

  test('other currencies are refused by row, not converted', async () => {
    const { rejects, counts } = await world.run(
      await newShop(),
      'orders',
      header +
        row('2025-01-01') +
        row('2025-01-02', '2.00', 'USD') +
        row('2025-01-03', '€2.00') +
        row('2025-01-04', '2.00', 'XQX'),
    );
    expect(counts.newOrders).toBe(1);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'in USD, and the shop counts in GBP: amounts are not converted'],
      [4, 'not in GBP, the currency of the shop'],
      [5, 'not a currency of ISO 4217'],
    ]);
  });

  test.each([
    ['inside a quotation', '"MUG,1,2025-01'],
    ['with fields missing', 'MUG,1,2025'],
  ])('a last line that ends %s: it and the order before it are left out', async (_, broken) => {
    const shop = await newShop();
    const lines = `${row('2025-01-01')}MUG,1,2025-01-02 10:00,2,8,GBP\nLAMP,1,2025-01-02 10:00,9,8,GBP\n`;
    const { rejects, counts } = await world.run(shop, 'orders', header + lines + broken);
    expect(counts.newOrders).toBe(1);
    expect(rejects.map(({ line }) => line).sort()).toEqual([3, 4, 5]);
    expect(rejects.some(({ reason }) => /ends in the middle of a line/.test(reason))).toBe(true);
  });

  test('a quotation mark that is never closed: the line is named and nothing is imported', async () => {
    const shop = await newShop();
    const lines = Array.from({ length: 50 }, (_, i) => row(`2025-01-01 10:${10 + i}`)).join('');
    await expect(
      world.run(shop, 'orders', `${header}${row('2025-01-01')}"MUG,1${lines}${lines}`),
    ).rejects.toThrow(/line 3: a quotation mark opens there and is not closed/);
    expect((await world.tables(shop)).orders).toEqual([]);
    const left = await world.database.query("select 1 from pg_tables where schemaname = 'import_stage'");
    expect(left.rowCount).toBe(0);
  });

  test('bytes that are not of the encoding that was named', async () => {
    const shop = await newShop();
    await expect(
      world.run(shop, 'orders', Buffer.from(`${header}${row('2025-01-01')}é`, 'latin1'), {
        encoding: 'utf-8',
      }),
    ).rejects.toThrow(/not utf-8 near byte/);
    await expect(world.run(shop, 'orders', header, { encoding: 'ebcdic' })).rejects.toThrow(
      /encoding "ebcdic" is not read/,
    );
  });
});

describe('interruptions', () => {
  test('the same file twice at once: the second waits, or is refused', async () => {
    const shop = await newShop();
    const path = await world.file(ordersFile(3_000));
    const request = world.request('orders', path);
    let waited = 0;
    const [first, second] = await Promise.all([
      world.service.run(shop, request, { onWait: () => waited++ }),
      world.service.run(shop, request, { onWait: () => waited++ }),
    ]);
    expect(waited).toBe(1);
    const fresh = [first, second].map(({ run }) => run.counts.newOrders);
    expect(fresh.sort()).toEqual([0, 3_000]);
    await withImportLock(world.database, shop, null, () =>
      expect(world.service.run(shop, request, { onWait: null })).rejects.toThrow(
        /another import .* is running/,
      ),
    );
  });

  test('paused and resumed, the tables are those of an unbroken run; cancelled, nothing is left', async () => {
    const text = ordersFile(12_000);
    const whole = await newShop();
    await world.run(whole, 'orders', text);
    const shop = await newShop();
    const path = await world.file(text);
    const request = world.request('orders', path);
    for (const phase of ['read', 'write'] as const) {
      const stop = new AbortController();
      const paused = world.service.run(shop, request, {
        signal: stop.signal,
        onProgress: (progress) => progress.phase === phase && stop.abort('pause'),
      });
      await expect(paused).rejects.toThrow(/paused/);
      expect((await world.service.list(shop))[0]).toMatchObject({ state: 'paused', phase });
    }
    const report = await world.service.run(shop, request);
    expect(report.resumed).toBe(true);
    const strip = ({ orders, lines, products }: Awaited<ReturnType<typeof world.tables>>) => ({
      orders: orders.map(({ id: _, shopper_id: __, ...rest }) => rest),
      lines: lines.map(({ order_id: _, ...rest }) => rest).sort(byText),
      products,
    });
    expect(strip(await world.tables(shop))).toEqual(strip(await world.tables(whole)));

    const cancelled = await newShop();
    const stop = new AbortController();
    await expect(
      world.service.run(cancelled, request, { signal: stop.signal, onProgress: () => stop.abort('cancel') }),
    ).rejects.toThrow(/cancelled/);
    expect((await world.tables(cancelled)).orders).toEqual([]);
    const left = await world.database.query("select 1 from pg_tables where schemaname = 'import_stage'");
    expect(left.rowCount).toBe(0);
  });

  test('a full disk: the batch is not there, the sentence says so, and the same call goes on', async () => {
    const shop = await newShop();
    const request = world.request('orders', await world.file(ordersFile(200)));
    // The server's own error, raised where it would come from.
    await world.database.query(`create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await world.database.query(
      'create trigger full_disk before insert on order_lines execute function full_disk()',
    );
    await expect(world.service.run(shop, request)).rejects.toThrow(/disk is full/);
    expect((await world.tables(shop)).orders).toEqual([]);
    expect((await world.service.list(shop))[0]).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/disk/),
    });
    await world.database.query('drop trigger full_disk on order_lines');
    expect((await world.service.run(shop, request)).run.counts.newOrders).toBeGreaterThan(150);
  });
});

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
