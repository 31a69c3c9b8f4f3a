import type { RowFault } from '../rows/row-fault.ts';
import type { StoredRow } from './import-kind-handler.ts';

/** Of rows about one thing the last holds; the earlier ones are reported. Rows come by key, then line. */
export function lastOfEachKey(rows: readonly StoredRow[]): { kept: StoredRow[]; faults: RowFault[] } {
  const kept: StoredRow[] = [];
  const faults: RowFault[] = [];
  rows.forEach((row, i) => {
    const next = rows[i + 1];
    if (next?.key !== row.key) kept.push(row);
    else
      faults.push({
        line: row.line,
        column: null,
        value: row.key,
        reason: next.row === row.row ? `the same as line ${next.line}` : `line ${next.line} says it anew`,
      });
  });
  return { kept, faults };
}
