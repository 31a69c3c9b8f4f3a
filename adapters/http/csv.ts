import { once } from 'node:events';
import type { Response } from 'express';
import type { KeyedPage } from '../../core/contracts/console-money.ts';

/** What a spreadsheet would take for a formula, after white space and in full width too (OWASP, CSV injection). */
const formulaStart = /^\s*[=+\-@\t\r＝＋－＠]/;

/** One value as RFC 4180 wants it; a text that a spreadsheet would run is kept a text by an apostrophe. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const inert = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Rows read at once: few before the first byte, so that the reader sees it begin, then many. */
export const csvBatch = (after?: string): number => (after === undefined ? 100 : 1_000);

/**
 * Sends a whole list as a file, page by page as the reader takes it, so that a million rows need the memory of one
 * page. UTF-8 with a byte order mark: without it spreadsheets guess another encoding for Chinese.
 * @param read the page behind `after`; undefined: the first one.
 */
export async function sendCsv<Row extends object>(
  response: Response,
  fileName: string,
  columns: readonly (keyof Row & string)[],
  read: (after?: string) => Promise<KeyedPage<Row>>,
): Promise<void> {
  let page = await read();
  response.type('text/csv; charset=utf-8');
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  response.write(`\uFEFF${columns.join(',')}\r\n`);
  for (;;) {
    const lines = page.rows
      .map((row) => `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`)
      .join('');
    if (!response.write(lines)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (response.destroyed) return;
    if (page.next === null) break;
    page = await read(page.next);
  }
  response.end();
}
