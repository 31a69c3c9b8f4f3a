import type { RuleTable, RuleTableRow } from '../../../core/contracts/console-money.ts';

/** A cell that can be edited: a row's description, its offers, or its condition in a column. */
export type GridColumn = 'description' | 'offers' | { readonly input: string };

export const withRow = (table: RuleTable, id: string, change: Partial<RuleTableRow>): RuleTable => ({
  ...table,
  rows: table.rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
});

/** The table with another text in a cell; offers are ids between commas. */
export function withCell(table: RuleTable, id: string, column: GridColumn, text: string): RuleTable {
  const row = table.rows.find((candidate) => candidate.id === id);
  if (!row || cellText(row, column) === text) return table;
  if (column === 'description') return withRow(table, id, { description: text.trim().slice(0, 300) });
  if (column === 'offers') return withRow(table, id, { offerIds: offersIn(text) });
  return withRow(table, id, { cells: { ...row.cells, [column.input]: text.trim().slice(0, 300) } });
}

export function cellText(row: RuleTableRow, column: GridColumn): string {
  if (column === 'description') return row.description;
  if (column === 'offers') return row.offerIds.join(', ');
  return row.cells[column.input] ?? '';
}

/** Adds an empty row below another one, or at the end. It gives nothing until it is told what. */
export function withNewRow(table: RuleTable, id: string, below?: string): RuleTable {
  const at = below === undefined ? table.rows.length : table.rows.findIndex((row) => row.id === below) + 1;
  const row: RuleTableRow = { id, description: '', cells: {}, offerIds: [] };
  return { ...table, rows: [...table.rows.slice(0, at), row, ...table.rows.slice(at)] };
}

export const withoutRow = (table: RuleTable, id: string): RuleTable => ({
  ...table,
  rows: table.rows.filter((row) => row.id !== id),
});

/** Moves an item of a list one place; the ends stay ends. */
export function moved<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  by: 1 | -1,
): readonly Item[] {
  const from = items.findIndex((item) => item.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= items.length) return items;
  const next = [...items];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

/** Adds a column that matches everybody. @param name as problems will call it. */
export const withColumn = (table: RuleTable, field: string, name: string): RuleTable => {
  const ids = new Set(table.inputs.map(({ id }) => id));
  let id: string = field;
  for (let n = 2; ids.has(id); n++) id = `${field}-${n}`;
  return { ...table, inputs: [...table.inputs, { id, name, field }] };
};

export const withoutColumn = (table: RuleTable, id: string): RuleTable => ({
  ...table,
  inputs: table.inputs.filter((column) => column.id !== id),
  rows: table.rows.map(({ cells: { [id]: _, ...cells }, ...row }) => ({ ...row, cells })),
});

/** Writes lines of cells between tabs, as spreadsheets copy them, from a cell to the right and down. */
export function withPasted(
  table: RuleTable,
  at: { readonly row: number; readonly column: number },
  columns: readonly GridColumn[],
  text: string,
): RuleTable {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.reduce(
    (edited, line, down) =>
      line.split('\t').reduce((inRow, cell, right) => {
        const row = table.rows[at.row + down];
        const column = columns[at.column + right];
        return row && column ? withCell(inRow, row.id, column, cell) : inRow;
      }, edited),
    table,
  );
}

/** `percent-5, free-shipping` as well as `["percent-5", "free-shipping"]`. */
function offersIn(text: string): string[] {
  return [
    ...new Set(
      text
        .replace(/[[\]"]/g, '')
        .split(/[,，、;]/)
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    ),
  ];
}
