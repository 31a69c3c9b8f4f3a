import type { DecisionTable, TableRow } from './jdm.ts';

/**
 * Rows that can never decide anything because an earlier row matches whenever they do (and, where all matches
 * count, gives the same offers). Cells are compared as intervals; a cell that is no plain interval covers only
 * its own text, so what is reported is certain and what is not reported may still be shadowed by several rows.
 * @returns row numbers from 1, with the first row that covers each.
 */
export function shadowedRows(table: DecisionTable): { row: number; by: number }[] {
  const outputs = (row: TableRow) => JSON.stringify(table.outputs.map(({ id }) => (row[id] ?? '').trim()));
  return table.rules.flatMap((row, i) => {
    const by = table.rules
      .slice(0, i)
      .findIndex(
        (earlier) =>
          table.inputs.every(({ id }) => covers(earlier[id] ?? '', row[id] ?? '')) &&
          (table.hitPolicy === 'first' || outputs(earlier) === outputs(row)),
      );
    return by >= 0 ? [{ row: i + 1, by: by + 1 }] : [];
  });
}

interface Interval {
  from: number;
  fromOpen: boolean;
  to: number;
  toOpen: boolean;
}

/** True when a cell certainly matches whatever another one matches: an empty one does. */
export function covers(wide: string, narrow: string): boolean {
  if (wide.trim() === '' || wide.trim() === narrow.trim()) return true;
  const outer = intervalOf(wide);
  const inner = intervalOf(narrow);
  if (!outer || !inner) return false;
  const from = outer.from < inner.from || (outer.from === inner.from && (!outer.fromOpen || inner.fromOpen));
  const to = outer.to > inner.to || (outer.to === inner.to && (!outer.toOpen || inner.toOpen));
  return from && to;
}

/** `>= 5`, `< 0.3`, `[1..9)`, `= 4` or `4`; null for anything else. */
function intervalOf(cell: string): Interval | null {
  const range = /^\s*([[(])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([\])])\s*$/.exec(cell);
  if (range)
    return {
      from: Number(range[2]),
      fromOpen: range[1] === '(',
      to: Number(range[3]),
      toOpen: range[4] === ')',
    };
  const comparison = /^(>=|<=|>|<|==|=)?\s*(-?\d+(?:\.\d+)?)$/.exec(cell.trim());
  if (!comparison) return null;
  const value = Number(comparison[2]);
  const infinity = Number.POSITIVE_INFINITY;
  switch (comparison[1]) {
    case '>=':
    case '>':
      return { from: value, fromOpen: comparison[1] === '>', to: infinity, toOpen: true };
    case '<=':
    case '<':
      return { from: -infinity, fromOpen: true, to: value, toOpen: comparison[1] === '<' };
    default:
      return { from: value, fromOpen: false, to: value, toOpen: false };
  }
}
