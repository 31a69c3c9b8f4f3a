import type { RuleProblemView, RuleTable } from '../../../core/contracts/console-money.ts';
import type { GridColumn } from './table-edits.ts';

/** The problems of one cell; for the description also those of its row as a whole. @param row from 1. */
export function problemsAt(
  problems: readonly RuleProblemView[],
  table: RuleTable,
  row: number,
  column: GridColumn,
): readonly RuleProblemView[] {
  const inputs = new Map(table.inputs.map(({ name, id }) => [name, id]));
  return problems.filter((problem) => {
    if (problem.row !== row) return false;
    const input = problem.column === null ? undefined : inputs.get(problem.column);
    if (typeof column === 'object') return input === column.input;
    // The column of the offers is none of the table's inputs.
    if (column === 'offers') return problem.column !== null && input === undefined;
    return problem.column === null;
  });
}
