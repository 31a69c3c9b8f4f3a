import type { RuleTable, RuleTableRow } from '../../../core/contracts/console-money.ts';

/** What a difference is about: a row's description, its offers, or its condition on a fact. */
export type DiffPart =
  | { readonly part: 'description' }
  | { readonly part: 'offers' }
  | { readonly part: 'condition'; readonly field: string };

export type CellChange = DiffPart & { readonly before: string; readonly after: string };

export interface RowChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Number of the row from 1: in the later table, or in the earlier one where it was removed. */
  readonly row: number;
  readonly description: string;
  readonly cells: readonly CellChange[];
}

/** Where two tables differ, row by row; rows are the same by their id, conditions by their fact. */
export function tableDiff(before: RuleTable, after: RuleTable): RowChange[] {
  const fields = [...new Set([...before.inputs, ...after.inputs].map(({ field }) => field))];
  const old = new Map(before.rows.map((row) => [row.id, row]));
  const kept = new Set(after.rows.map(({ id }) => id));
  const changes = after.rows.flatMap((row, i): RowChange[] => {
    const earlier = old.get(row.id);
    const cells = cellChanges(fields, earlier && { table: before, row: earlier }, { table: after, row });
    if (earlier && cells.length === 0) return [];
    return [{ kind: earlier ? 'changed' : 'added', row: i + 1, description: row.description, cells }];
  });
  const removed = before.rows.flatMap((row, i): RowChange[] =>
    kept.has(row.id)
      ? []
      : [
          {
            kind: 'removed',
            row: i + 1,
            description: row.description,
            cells: cellChanges(fields, { table: before, row }, undefined),
          },
        ],
  );
  return [...changes, ...removed];
}

/** True when rows that both tables have stand in another order; where all matches count, that changes nothing. */
export function movesRows(before: RuleTable, after: RuleTable): boolean {
  const order = (table: RuleTable, other: RuleTable) =>
    table.rows.map(({ id }) => id).filter((id) => other.rows.some((row) => row.id === id));
  return order(before, after).join('\n') !== order(after, before).join('\n');
}

interface RowIn {
  readonly table: RuleTable;
  readonly row: RuleTableRow;
}

function cellChanges(
  fields: readonly string[],
  before: RowIn | undefined,
  after: RowIn | undefined,
): CellChange[] {
  const parts: DiffPart[] = [
    { part: 'description' },
    ...fields.map((field): DiffPart => ({ part: 'condition', field })),
    { part: 'offers' },
  ];
  return parts.flatMap((part) => {
    const change = { ...part, before: textOf(before, part), after: textOf(after, part) };
    return change.before === change.after ? [] : [change];
  });
}

function textOf(at: RowIn | undefined, part: DiffPart): string {
  if (!at) return '';
  if (part.part === 'description') return at.row.description;
  if (part.part === 'offers') return at.row.offerIds.join(', ');
  const { field } = part;
  const column = at.table.inputs.find((input) => input.field === field);
  return column ? (at.row.cells[column.id] ?? '').trim() : '';
}
