import { columnsOf } from '../terminal-text.ts';

/** Rows of cells in columns as wide as their longest one; the first column left, the others as asked. */
export function textTable(rows: readonly (readonly string[])[], align: 'left' | 'right' = 'right'): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, columnsOf(cell))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const blanks = ' '.repeat(widths[i]! - columnsOf(cell));
        return i === 0 || align === 'left' ? cell + blanks : blanks + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
