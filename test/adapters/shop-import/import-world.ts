import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldsOf } from '../../../adapters/shop-import/columns/fields.ts';
import { parseMapping } from '../../../adapters/shop-import/columns/parse-mapping.ts';
import type { ImportRequest } from '../../../adapters/shop-import/import-plan.ts';
import { type ImportControl, ImportService } from '../../../adapters/shop-import/import-service.ts';
import type { RowFault } from '../../../adapters/shop-import/rows/row-fault.ts';
import { createShop } from '../../../app/create-shop.ts';
import { FixedClock } from '../../../core/clock.ts';
import type { ImportKind } from '../../../core/contracts/console-imports.ts';
import { createTestDatabase } from '../../support/database.ts';

export const importNow = new Date('2026-11-20T12:00:00Z');

/** An import service on a database of its own, a folder for files, and what the shop's tables hold. */
export async function openImportWorld() {
  const { database, connectionString, drop } = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-import-'));
  const service = new ImportService({ database, clock: new FixedClock(importNow) });
  let files = 0;
  const file = async (content: string | Uint8Array, name = `file-${files++}.csv`) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const request = (
    kind: ImportKind,
    path: string,
    options: Partial<ImportRequest> & { map?: string } = {},
  ) => {
    const { map, ...rest } = options;
    return { kind, path, mapping: parseMapping(map ?? '', fieldsOf[kind]), ...rest } satisfies ImportRequest;
  };
  return {
    database,
    connectionString,
    folder,
    service,
    file,
    request,
    async shop(id: string, options: { currency?: string; country?: string; timeZone?: string } = {}) {
      const { currency = 'GBP', country = 'GB', timeZone = 'Europe/London' } = options;
      const name = { en: id, zh: id };
      const rest = { language: 'en', productUrl: '', support: null } as const;
      await createShop(database, { id, name, currency, country, timeZone, ...rest }, importNow);
      return id;
    },
    /** Imports a text or bytes. */
    async run(
      shopId: string,
      kind: ImportKind,
      content: string | Uint8Array,
      options: Partial<ImportRequest> & { map?: string } = {},
      control: ImportControl = {},
    ) {
      const report = await service.run(shopId, request(kind, await file(content), options), control);
      const rejects: RowFault[] = [];
      for await (const page of service.rejects(report.run)) rejects.push(...page);
      return { ...report, counts: report.run.counts, rejects };
    },
    /** Everything that an import may write, without what tells when. */
    async tables(shopId: string) {
      const select = async (sql: string) => (await database.query(sql, [shopId])).rows;
      return {
        orders: await select(
          `select number, id, shopper_id, placed_at, state, currency, shipping_cents, tax_cents, cancelled_at, code
           from orders where shop_id = $1 order by number`,
        ),
        lines: await select(
          `select order_id, line_no, product_id, quantity, list_price_cents, discount_cents, tax_cents, refund_cents,
             refunded_at from order_lines where shop_id = $1 order by order_id, line_no`,
        ),
        products: await select(
          'select id, name, category, price_cents, stock_counted, active from products where shop_id = $1 order by id',
        ),
        shoppers: await select(
          `select id, external_id, email, display_name, country, created_at from shoppers where shop_id = $1
           order by external_id`,
        ),
        returns: await select(
          'select id, amount_cents, matched_cents from imported_returns where shop_id = $1 order by id',
        ),
      };
    },
    async close() {
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A file of orders without numbers, by seed the same: shoppers, prices, returns, repeats and noise. */
export function ordersFile(orders: number): string {
  const lines = ['Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let i = 0; i < orders; i++) {
    const at = new Date(Date.UTC(2025, 0, 1) + i * 1_800_000).toISOString();
    const customer = 10_000 + ((i * 7) % 97);
    for (let line = 0; line < 1 + (i % 4); line++)
      lines.push(
        `PRODUCT ${(i * 3 + line) % 50},${1 + (i % 5)},${at},${(1 + ((i + line) % 20) * 0.5).toFixed(2)},${customer},United Kingdom`,
      );
    if (i % 10 === 9) lines.push(lines.at(-1)!);
    if (i % 13 === 12)
      lines.push(`PRODUCT ${((i - 1) * 3) % 50},-1,${at},1.00,${10_000 + (((i - 1) * 7) % 97)},France`);
    if (i % 17 === 16) lines.push(`damaged,-5,${at},0,,United Kingdom`);
  }
  return `${lines.join('\n')}\n`;
}
