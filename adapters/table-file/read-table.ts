import { BadInputError } from '../../core/errors.ts';
import { headOf, inspectSource } from '../shop-import/source/inspect-source.ts';
import { openTable } from '../shop-import/source/open-table.ts';
import { openText } from '../shop-import/source/open-text.ts';
import { type SourceFormat, sourceFormat } from '../shop-import/source/source-format.ts';
import type { SourceTable } from '../shop-import/source/source-record.ts';
import type { Table } from './table.ts';

/**
 * Reads CSV (comma, semicolon, tab, bar), text in columns of blanks, or JSON lines, gzip or not, in any encoding that
 * imports read. The first line names the columns.
 * @throws BadInputError for a file that is missing, empty or broken, with the line.
 */
export async function readTable(path: string): Promise<Table> {
  const { isUtf8 } = await inspectSource(path);
  const head = await headOf(path);
  const format = sourceFormat({ head, isUtf8 });
  const { columns, records } = await open(path, format, new TextDecoder(format.encoding).decode(head));
  const values: string[][] = columns.map(() => []);
  const lines: number[] = [];
  for await (const record of records) {
    if ('fault' in record) throw new BadInputError(`"${path}", line ${record.line}: ${record.fault}`);
    record.values.forEach((value, i) => {
      values[i]!.push(value.trim());
    });
    lines.push(record.line);
  }
  if (lines.length === 0) throw new BadInputError(`"${path}" has a header but no rows`);
  return { path, columns, rowCount: lines.length, values, lines };
}

function open(path: string, format: SourceFormat, head: string): Promise<SourceTable> {
  const header = head.slice(0, head.search(/\r?\n|$/));
  if (format.kind === 'csv' && !header.includes(format.delimiter) && /\S\s+\S/.test(header))
    return readBlankSeparated(openText(path, format.encoding));
  return openTable(path, format);
}

/** Columns of blanks, as the field's older data sets come. */
async function readBlankSeparated(text: AsyncIterable<string>): Promise<SourceTable> {
  const lines = linesOf(text);
  const first = await lines.next();
  const columns = first.value!.text.trim().split(/\s+/);
  async function* records() {
    for await (const { line, text: row } of lines) {
      if (row.trim() === '') continue;
      const values = row.trim().split(/\s+/);
      if (values.length === columns.length) yield { line, values };
      else
        yield {
          line,
          fault: `${values.length} fields instead of ${columns.length}`,
          text: row,
          cutOff: false,
        };
    }
  }
  return { columns, records: records() };
}

async function* linesOf(pieces: AsyncIterable<string>) {
  let rest = '';
  let line = 0;
  for await (const piece of pieces) {
    const rows = (rest + piece).split(/\r?\n/);
    rest = rows.pop()!;
    for (const text of rows) yield { line: ++line, text };
  }
  if (rest !== '') yield { line: ++line, text: rest };
}
