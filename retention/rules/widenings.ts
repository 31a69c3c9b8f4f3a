import { decisionTableOf, type JdmDocument, type TableRow } from './jdm.ts';
import { offersColumn } from './lint-rules.ts';
import { covers } from './shadowed-rows.ts';

/** A row of a new table that may give money to somebody who got less, or nothing, before. */
export interface Widening {
  /** From 1, in the new table. */
  readonly row: number;
  /** Offers of the row that no single row of the old table gives to everybody whom it lets in. */
  readonly offerIds: readonly string[];
}

/**
 * Where a new eligibility table may give more than the old one. Rows are compared one by one, as intervals: what two
 * old rows cover only together counts as wider, so that a second person is asked once too often, never once too few.
 * Where only the first matching row counts, taking a row out can let others in, so that every changed table is wider.
 * @param listOf reads an offers cell; both tables have passed the linter.
 */
export function widenings(
  before: JdmDocument | null,
  after: JdmDocument,
  listOf: (cell: string) => readonly string[],
): Widening[] {
  const table = decisionTableOf(after);
  if (!table) return [];
  const old = before && decisionTableOf(before);
  const given = (row: TableRow) => offersOf(row, table.outputs, listOf);
  const firstOnly = table.hitPolicy === 'first' || old?.hitPolicy === 'first';
  if (firstOnly && old && sameRows(old, table)) return [];
  return table.rules.flatMap((row, i) => {
    const wider = given(row).filter(
      (offerId) =>
        firstOnly ||
        !old?.rules.some(
          (earlier) =>
            offersOf(earlier, old.outputs, listOf).includes(offerId) &&
            old.inputs.every(({ id, field }) => {
              const column = table.inputs.find((input) => input.field === field);
              return covers(earlier[id] ?? '', column ? (row[column.id] ?? '') : '');
            }),
        ),
    );
    return wider.length > 0 ? [{ row: i + 1, offerIds: wider }] : [];
  });
}

type Table = NonNullable<ReturnType<typeof decisionTableOf>>;

function offersOf(row: TableRow, outputs: Table['outputs'], listOf: (cell: string) => readonly string[]) {
  const column = outputs.find(({ field }) => field === offersColumn);
  return listOf(row[column?.id ?? ''] ?? '');
}

/** Equal but for what rows are called and for. */
function sameRows(a: Table, b: Table): boolean {
  const plain = (table: Table) =>
    JSON.stringify([
      table.hitPolicy,
      table.rules.map((row) =>
        [...table.inputs, ...table.outputs].map(({ id, field }) => [field, (row[id] ?? '').trim()]),
      ),
    ]);
  return plain(a) === plain(b);
}
