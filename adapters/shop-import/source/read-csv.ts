import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { BadInputError } from '../../../core/errors.ts';
import type { SourceRecord, SourceTable } from './source-record.ts';

/** A field that is longer holds the rest of the file behind a quotation mark that was never closed. */
const longestRecord = 1_048_576;

/** CSV text as a table; the first line names the columns. */
export async function readCsv(text: AsyncIterable<string>, delimiter: string): Promise<SourceTable> {
  // pipeline, so that a fault of the file reaches whoever reads the rows.
  const parser = pipeline(
    Readable.from(text, { highWaterMark: 4 }),
    // Empty lines come as rows of one empty field, so that lines can be counted here: the parser's own count costs
    // more than reading the row.
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRecord,
    }),
    () => {},
  );
  const rows = (parser as AsyncIterable<string[]>)[Symbol.asyncIterator]();
  let line = 1;
  for (;;) {
    const first = await rows.next();
    if (first.done)
      throw new BadInputError('the file has no rows: its first line must name the columns', {
        details: { reason: 'empty' },
      });
    line += linesOf(first.value);
    if (isEmpty(first.value)) continue;
    const columns = first.value.map((name) => name.trim());
    return { columns, records: records(rows, columns.length, line) };
  }
}

/** @param line the one after the header. */
async function* records(
  rows: AsyncIterator<string[]>,
  width: number,
  line: number,
): AsyncGenerator<SourceRecord> {
  let next = line;
  // One row late, so that the last one is known to be the last.
  let held: SourceRecord | null = null;
  try {
    for (;;) {
      const row = await rows.next();
      if (row.done) break;
      const at = next;
      next += linesOf(row.value);
      if (isEmpty(row.value)) continue;
      if (held) yield held;
      held = recordOf(row.value, at, width);
    }
    if (held && 'fault' in held && tooFew(held)) held = { ...held, cutOff: true };
    if (held) yield held;
  } catch (error) {
    const broken = brokenAt(error, next);
    if (held) yield held;
    yield broken;
  } finally {
    await rows.return?.();
  }
}

function isEmpty(row: readonly string[]): boolean {
  return row.length === 1 && row[0] === '';
}

/** Quoted fields may hold line ends. */
function linesOf(row: readonly string[]): number {
  let lines = 1;
  for (const field of row)
    for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) lines++;
  return lines;
}

function recordOf(values: string[], line: number, width: number): SourceRecord {
  if (values.length === width) return { line, values };
  const more = values.length > width;
  return {
    line,
    fault: `${more ? moreFields : fewerFields}: ${values.length} instead of ${width}`,
    text: values.join(' | '),
    cutOff: false,
  };
}

const moreFields = 'more fields than the header';
const fewerFields = 'fewer fields than the header';

function tooFew(record: { fault: string }): boolean {
  return record.fault.startsWith(fewerFields);
}

/** @throws BadInputError unless it is the last line that is broken. */
function brokenAt(error: unknown, line: number): SourceRecord {
  if (!(error instanceof CsvError)) throw error;
  const lastLine = Number((error as { lines?: unknown }).lines ?? line);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' && lastLine - line <= 1)
    return { line, fault: 'the line ends inside a quotation', text: '', cutOff: true };
  throw new BadInputError(
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `line ${line}: a quotation mark opens there and is not closed, so that nothing after it can be read; close it`
      : `line ${line}: ${error.message}`,
    { cause: error, details: { reason: 'broken_line', line } },
  );
}
