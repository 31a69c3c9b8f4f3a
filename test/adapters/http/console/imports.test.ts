import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consoleRouter } from '../../../../adapters/http/console/console-router.ts';
import { ImportService } from '../../../../adapters/shop-import/import-service.ts';
import { createShop } from '../../../../app/create-shop.ts';
import { systemClock } from '../../../../core/clock.ts';
import type {
  ImportDetail,
  ImportFileView,
  ImportList,
  ImportPreviewView,
} from '../../../../core/contracts/console-imports.ts';
import { newId } from '../../../../core/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startImports } from '../../../support/import-parts.ts';
import { putPiece, sendImportFile } from '../../../support/send-import-file.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../../../support/staff.ts';
import { engine } from '../../postgres/money-world.ts';
import { ordersFile } from '../../shop-import/import-world.ts';

let store: TestDatabase;
let imports: Awaited<ReturnType<typeof startImports>>;
let server: StaffServer;
let ada: StaffBrowser;
let shopId: string;
let base: string;
let shops = 0;

beforeAll(async () => {
  store = await createTestDatabase();
  imports = await startImports(store, 32 * 1_048_576);
  const { database } = store;
  server = await startStaffServer(database, (gate) => [
    {
      path: '/api/console',
      router: gate.behind(
        ['marketer'],
        consoleRouter({ database, rules: engine, clock: systemClock, imports: imports.parts }),
      ),
    },
  ]);
  for (const [name, role] of [
    ['Ada', 'marketer'],
    ['Cleo', 'agent'],
  ] as const)
    await createMember(database, { name, role, email: `${name.toLowerCase()}@example.com` });
  ada = new StaffBrowser(server.origin);
  await ada.signIn('ada@example.com');
});

afterAll(async () => {
  await server.stop();
  await imports.stop();
  await store.drop();
});

beforeEach(async () => {
  shopId = `imports-${++shops}`;
  base = `/api/console/shops/${shopId}/imports`;
  const name = { en: shopId, zh: shopId };
  const rest = { language: 'en', productUrl: '', support: null } as const;
  const place = { currency: 'GBP', country: 'GB', timeZone: 'Europe/London' };
  await createShop(store.database, { id: shopId, name, ...place, ...rest }, new Date());
});

const preview = (file: ImportFileView, asked: object = {}, query = '') =>
  ada.ask<ImportPreviewView>('POST', `${base}/files/${file.id}/preview${query}`, asked);
const refusal = async (answer: Response) => ({
  status: answer.status,
  ...((await answer.json()) as { error: { code: string; message: string; details?: object } }).error,
});

async function ended(id: string): Promise<ImportDetail> {
  for (;;) {
    const detail = await ada.ask<ImportDetail>('GET', `${base}/${id}`);
    if (detail.state !== 'running') return detail;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const orders = [
  'Order;Date;Customer;Item;Qty;Price',
  '1;2025-03-01 10:00;c1;Tea;2;3,50',
  '1;2025-03-01 10:00;c1;Cup;1;7,00',
  '2;2025-03-02 11:00;c2;Tea;oops;3,50',
  '3;2025-03-03 12:00;c3;=cmd|calc;1;abc',
].join('\n');

describe('a file', () => {
  test('is guessed, looked at, imported, and what was left out is reported by line', async () => {
    const file = await sendImportFile(ada, shopId, orders, { name: 'spring.csv' });
    expect(file).toMatchObject({ name: 'spring.csv', complete: true, received: orders.length });
    const seen = await preview(file);
    expect(seen).toMatchObject({
      kind: 'orders',
      format: 'csv',
      delimiter: ';',
      encoding: 'utf-8',
      missing: [],
      records: 4,
      whole: true,
      good: 2,
      faulty: 2,
      earlier: null,
    });
    expect(seen.header).toEqual(['Order', 'Date', 'Customer', 'Item', 'Qty', 'Price']);
    expect(seen.columns.find(({ field }) => field === 'product_name')).toMatchObject({
      index: 3,
      by: 'name',
    });
    expect(seen.sample[2]).toMatchObject({
      line: 4,
      values: ['2', '2025-03-02 11:00', 'c2', 'Tea', 'oops', '3,50'],
      faults: [{ column: 'Qty', reason: 'not a whole number' }],
    });

    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
    const done = await ended(id);
    expect(done).toMatchObject({
      state: 'done',
      share: 1,
      rowsRead: 4,
      rowsWritten: 2,
      rowsRejected: 2,
      startedBy: 'Ada',
      fileName: 'spring.csv',
      counts: { newOrders: 1 },
    });
    expect(done.reasons.map(({ rows }) => rows)).toEqual([1, 1]);
    const report = await (await ada.send('GET', `${base}/${id}/rejects.csv`)).text();
    expect(report).toContain('line,column,value,reason');
    expect(report).toContain('4,Qty,oops,not a whole number');
    const { rows } = await store.database.query('select count(*) as n from order_lines where shop_id = $1', [
      shopId,
    ]);
    expect(rows[0]).toEqual({ n: 2 });
    // What was imported is kept no longer.
    await expect.poll(() => existsSync(join(imports.home, 'imports', file.id))).toBe(false);
    const { rows: log } = await store.database.query(
      `select action, after->>'file' as file from audit_log where shop_id = $1 order by sequence`,
      [shopId],
    );
    expect(log.at(-1)).toEqual({ action: 'import.started', file: 'spring.csv' });
  });

  test('a value that a spreadsheet would run is inert in the report', async () => {
    const text =
      'Order,Date,Customer,Item,Qty,Price\n1,2025-03-01,c1,Tea,1,=1+1\n2,2025-03-01,c1,Tea,1,3.50\n';
    const file = await sendImportFile(ada, shopId, text);
    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
    await ended(id);
    const report = await (await ada.send('GET', `${base}/${id}/rejects.csv`)).text();
    expect(report).toContain("2,Price,'=1+1,not an amount");
  });

  test('the same again changes nothing, and the preview says that it came before', async () => {
    const text = ordersFile(300);
    for (const counts of [{ newOrders: 300 }, { unchangedOrders: 300 }]) {
      const file = await sendImportFile(ada, shopId, text);
      const { earlier } = await preview(file);
      expect(earlier?.state).toBe('unchangedOrders' in counts ? 'done' : undefined);
      const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
      expect((await ended(id)).counts).toMatchObject(counts);
    }
  });

  test('Chinese in GB18030 is read as it is, and wrongly named encodings are refused with the byte', async () => {
    // "订单编号,日期,客户,商品名称,数量,单价" and a row of tea, in GB18030.
    const gb = Buffer.from(
      'b6a9b5a5b1e0bac52cc8d5c6da2cbfcdbba72cc9ccc6b7c3fbb3c62ccafdc1bf2cb5a5bcdb0a312c323032352d30332d30312cb9cbbfcdd2bb2cc2ccb2e82c322c332e35300a',
      'hex',
    );
    const file = await sendImportFile(ada, shopId, gb);
    const seen = await preview(file);
    expect(seen).toMatchObject({ kind: 'orders', encoding: 'gb18030', good: 1, missing: [] });
    expect(seen.header).toEqual(['订单编号', '日期', '客户', '商品名称', '数量', '单价']);
    expect(seen.sample[0]!.values![3]).toBe('绿茶');
    const wrong = await ada.send('POST', `${base}/files/${file.id}/preview`, { encoding: 'utf-8' });
    expect(await refusal(wrong)).toMatchObject({
      status: 400,
      details: { reason: 'encoding', encoding: 'utf-8' },
      message: expect.stringContaining('"file.csv" is not utf-8'),
    });
  });

  test('a missing column is shown and mended by hand; to begin without it is refused', async () => {
    const text = 'Order,Day,Customer,Thing,Qty,Price\n1,2025-03-01,c1,Tea,1,3.50\n';
    const file = await sendImportFile(ada, shopId, text);
    const seen = await preview(file, { kind: 'orders' });
    expect(seen.missing).toEqual([['product', 'product_name']]);
    expect(seen.sample[0]!.values).toEqual(['1', '2025-03-01', 'c1', 'Tea', '1', '3.50']);
    const early = await ada.send('POST', base, { fileId: file.id, kind: 'orders' });
    expect(await refusal(early)).toMatchObject({ status: 400, details: { reason: 'missing_columns' } });
    const mapping = { product_name: { column: 'Thing' }, country: { constant: 'France' } };
    expect(await preview(file, { kind: 'orders', mapping }, '?whole=1')).toMatchObject({
      missing: [],
      good: 1,
      whole: true,
    });
    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders', mapping });
    expect(await ended(id)).toMatchObject({ state: 'done', counts: { newOrders: 1 } });
    const { rows } = await store.database.query('select country from shoppers where shop_id = $1', [shopId]);
    expect(rows).toEqual([{ country: 'FR' }]);
  });

  test('what is no table is refused by what it is', async () => {
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60)]);
    await expect(sendImportFile(ada, shopId, zip, { name: 'orders.xlsx' })).rejects.toThrow(/Excel/);
    const file = await ada.ask<ImportFileView>('POST', `${base}/files`, { name: 'a.csv', bytes: 10 });
    const early = await ada.send('POST', `${base}/files/${file.id}/preview`, {});
    expect(await refusal(early)).toMatchObject({ status: 409, details: { reason: 'incomplete' } });
  });

  test('comes in pieces: a lost one is asked for, one too many bytes and one too large are refused', async () => {
    const { id } = await ada.ask<ImportFileView>('POST', `${base}/files`, { name: 'a.csv', bytes: 9 });
    const path = `${base}/files/${id}`;
    const bytes = Buffer.from('a,b\n1,2\n3');
    expect(await (await putPiece(ada, path, 0, bytes.subarray(0, 4))).json()).toEqual({ received: 4 });
    expect(await refusal(await putPiece(ada, path, 6, bytes.subarray(6)))).toMatchObject({
      status: 409,
      details: { reason: 'gap', received: 4 },
    });
    expect(await refusal(await ada.send('POST', `${path}/complete`))).toMatchObject({ status: 409 });
    // The same piece again, as after a connection that broke before its answer.
    expect(await (await putPiece(ada, path, 0, bytes.subarray(0, 4))).json()).toEqual({ received: 4 });
    expect(await refusal(await putPiece(ada, path, 4, Buffer.alloc(4_194_305)))).toMatchObject({
      status: 413,
    });
    const none = await putPiece(ada, path, 4, bytes.subarray(4), { 'x-csrf-token': 'forged' });
    expect(none.status).toBe(403);
    const huge = await ada.send('POST', `${base}/files`, { name: 'huge.csv', bytes: 33 * 1_048_576 });
    expect(await refusal(huge)).toMatchObject({
      status: 413,
      details: { reason: 'file_too_large', megabytes: 32 },
    });
  });

  test('a disk that fills is said, and nothing of it is imported', async () => {
    const { id } = await ada.ask<ImportFileView>('POST', `${base}/files`, { name: 'a.csv', bytes: 9 });
    const path = join(imports.home, 'imports', id);
    await rm(path);
    // The kernel's own full disk.
    symlinkSync('/dev/full', path);
    expect(
      await refusal(await putPiece(ada, `${base}/files/${id}`, 0, Buffer.from('a,b\n1,2\n3'))),
    ).toMatchObject({
      status: 503,
      details: { reason: 'disk_full' },
    });
    const more = await ada.send('POST', `${base}/files`, { name: 'b.csv', bytes: 32 * 1_048_576 });
    expect(more.status).toBe(201);
    await rm(path);
    const gone = await ada.send('GET', `${base}/files/${id}`);
    expect(await refusal(gone)).toMatchObject({ status: 404, details: { reason: 'file_gone' } });
  });
});

describe('an import that runs', () => {
  test('refuses another one, is paused, goes on, and leaves what an unbroken run leaves', async () => {
    const text = ordersFile(30_000);
    const file = await sendImportFile(ada, shopId, text, { pieceBytes: 4_194_304 });
    const again = await sendImportFile(ada, shopId, text, { pieceBytes: 4_194_304 });
    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
    expect(await refusal(await ada.send('POST', base, { fileId: again.id, kind: 'orders' }))).toMatchObject({
      status: 409,
      details: { reason: 'running' },
    });
    await ada.ask('POST', `${base}/${id}/pause`);
    const paused = await ended(id);
    expect(paused).toMatchObject({ state: 'paused', resumable: true });
    expect(paused.rowsRead).toBeGreaterThan(0);
    expect(await ada.ask('POST', `${base}/${id}/resume`)).toEqual({ id });
    expect(await ended(id)).toMatchObject({ state: 'done', counts: { newOrders: 30_000 } });
    const { rows } = await store.database.query('select count(*) as n from orders where shop_id = $1', [
      shopId,
    ]);
    expect(rows[0]).toEqual({ n: 30_000 });
  }, 120_000);

  test('is cancelled, and its file is gone', async () => {
    const file = await sendImportFile(ada, shopId, ordersFile(30_000), { pieceBytes: 4_194_304 });
    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
    await ada.ask('POST', `${base}/${id}/cancel`);
    expect(await ended(id)).toMatchObject({ state: 'cancelled', resumable: false });
    await expect.poll(() => readdirSync(join(imports.home, 'imports')).includes(file.id)).toBe(false);
    expect(await refusal(await ada.send('POST', `${base}/${id}/resume`))).toMatchObject({ status: 409 });
  }, 60_000);

  test('one whose process is gone is told from one that runs', async () => {
    const service = new ImportService({ database: store.database, clock: systemClock });
    const file = await sendImportFile(ada, shopId, ordersFile(20_000), { pieceBytes: 4_194_304 });
    const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
    await ada.ask('POST', `${base}/${id}/pause`);
    await ended(id);
    // As a kill leaves it.
    await store.database.query(`update imports set state = 'running' where id = $1`, [id]);
    expect(await service.running(shopId)).toBe(false);
    const { rows } = await ada.ask<ImportList>('GET', base);
    expect(rows[0]).toMatchObject({ id, state: 'cut_off', resumable: true });
    await ada.ask('POST', `${base}/${id}/resume`);
    expect(await ended(id)).toMatchObject({ state: 'done', counts: { newOrders: 20_000 } });
  }, 60_000);
});

test('the list goes on by key, and what waits is there on whatever page it stands', async () => {
  for (let i = 0; i < 120; i++)
    await store.database.query(
      `insert into imports (shop_id, id, kind, file_name, fingerprint, options, state, started_at, updated_at, started_by)
       values ($1, $2, 'orders', $3, '', '{}', $4, $5, $5, 'command line')`,
      [
        shopId,
        newId(),
        `f-${i}.csv`,
        i === 3 ? 'paused' : 'done',
        new Date(Date.UTC(2025, 0, 1, 0, Math.floor(i / 7))),
      ],
    );
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    const page: ImportList = await ada.ask<ImportList>('GET', `${base}${query}`);
    expect(page.unfinished.map(({ fileName }) => fileName)).toEqual(['f-3.csv']);
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
  expect((await ada.send('GET', `${base}?after=nonsense`)).status).toBe(400);
});

test('why one failed is told with a reason that pages have words for', async () => {
  // Far behind what is looked at before an import begins.
  const whole = ordersFile(20_000);
  const broken = `${whole}"never closed\n${whole.split('\n').slice(1, 5).join('\n')}\n`;
  const file = await sendImportFile(ada, shopId, broken, { name: 'broken.csv', pieceBytes: 4_194_304 });
  const { id } = await ada.ask<{ id: string }>('POST', base, { fileId: file.id, kind: 'orders' });
  const failed = await ended(id);
  expect(failed).toMatchObject({
    state: 'failed',
    problemDetails: { reason: 'broken_line', line: expect.any(Number) },
  });
  expect(failed.problem).toMatch(/^line \d+: a quotation mark opens there/);
  const { unfinished } = await ada.ask<ImportList>('GET', base);
  expect(unfinished).toMatchObject([{ id, problemDetails: { reason: 'broken_line' } }]);
});

test('agents and other shops are kept out', async () => {
  const cleo = new StaffBrowser(server.origin);
  await cleo.signIn('cleo@example.com');
  expect((await cleo.send('GET', base)).status).toBe(403);
  await createMember(store.database, { role: 'marketer', email: `only-${shopId}@example.com`, shopId });
  const only = new StaffBrowser(server.origin);
  await only.signIn(`only-${shopId}@example.com`);
  expect((await only.send('GET', base)).status).toBe(200);
  expect((await only.send('GET', '/api/console/shops/imports-1/imports')).status).toBe(403);
});
