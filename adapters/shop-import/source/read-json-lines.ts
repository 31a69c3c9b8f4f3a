import { BadInputError } from '../../../core/errors.ts';
import type { SourceRecord, SourceTable } from './source-record.ts';

/** Columns are those of the first rows; what only later rows have is not read. */
const rowsThatNameColumns = 1_000;
const longestLine = 8_388_608;
/** Lists under these names are rows of their own: an order with its lines is as many rows. */
const lists = ['line_items', 'lines', 'items'];

type Flat = ReadonlyMap<string, string>;
type Line = { line: number; rows: Flat[] } | SourceRecord;

/** JSON lines as a table: nested fields are named with dots (billing.country), an order's lines are rows each. */
export async function readJsonLines(text: AsyncIterable<string>): Promise<SourceTable> {
  const lines = parsedLines(text);
  const head: Line[] = [];
  const columns = new Set<string>();
  for (let rows = 0; rows < rowsThatNameColumns; ) {
    const next = await lines.next();
    if (next.done) break;
    head.push(next.value);
    if (!('rows' in next.value)) continue;
    rows += next.value.rows.length;
    for (const row of next.value.rows) for (const key of row.keys()) columns.add(key);
  }
  if (columns.size === 0) throw new BadInputError('the file has no line that is a JSON object');
  return { columns: [...columns], records: records(head, lines, [...columns]) };
}

async function* records(
  head: readonly Line[],
  rest: AsyncIterable<Line>,
  columns: readonly string[],
): AsyncGenerator<SourceRecord> {
  for (const line of head) yield* recordsOf(line, columns);
  for await (const line of rest) yield* recordsOf(line, columns);
}

function recordsOf(line: Line, columns: readonly string[]): SourceRecord[] {
  if (!('rows' in line)) return [line];
  return line.rows.map((row) => ({ line: line.line, values: columns.map((name) => row.get(name) ?? '') }));
}

async function* parsedLines(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let line = 0;
  for await (const piece of text) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop()!;
    if (rest.length > longestLine)
      throw new BadInputError(
        `line ${line + parts.length + 1} is longer than 8 MB: one JSON object a line is read`,
      );
    for (const part of parts) {
      line++;
      if (part.trim() !== '') yield parsed(part, line, false);
    }
  }
  if (rest.trim() !== '') yield parsed(rest, line + 1, true);
}

function parsed(text: string, line: number, last: boolean): Line {
  const plain = line === 1 ? text.replace(/^\uFEFF/, '') : text;
  try {
    const value = JSON.parse(plain) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { line, rows: rowsOf(value as Record<string, unknown>) };
  } catch {
    return { line, fault: 'not valid JSON', text: plain, cutOff: last };
  }
  return { line, fault: 'not a JSON object', text: plain, cutOff: false };
}

function rowsOf(value: Record<string, unknown>): Flat[] {
  const list = lists.find((name) => Array.isArray(value[name]) && (value[name] as unknown[]).length > 0);
  if (list === undefined) return [flat(value, '')];
  const { [list]: items, ...order } = value;
  const shared = flat(order, '');
  return (items as unknown[]).map((item) => new Map([...shared, ...flat({ [list]: item }, '')]));
}

function flat(value: Record<string, unknown>, prefix: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, part] of Object.entries(value)) {
    const name = prefix + key;
    if (part === null || part === undefined) continue;
    if (typeof part === 'object' && !Array.isArray(part))
      for (const [inner, text] of flat(part as Record<string, unknown>, `${name}.`)) fields.set(inner, text);
    else fields.set(name, typeof part === 'object' ? JSON.stringify(part) : String(part));
  }
  return fields;
}
