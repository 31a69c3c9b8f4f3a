import type { RulesPage, RuleTable } from '../../../core/contracts/console-money.ts';
import type { ConflictCell } from '../../ui/states/conflict.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { movesRows, tableDiff } from './table-diff.ts';
import { useChangeWords } from './use-change-words.ts';
import { useFactWords } from './use-fact-words.ts';
import { ruleWords } from './words.ts';

/** Where two drafts of one table differ, as the conflict shows it: cell by cell, theirs beside mine. */
export function useConflictCells(
  offers: RulesPage['offers'],
): (theirs: RuleTable, mine: RuleTable) => ConflictCell[] {
  const t = useWords(ruleWords);
  const facts = useFactWords();
  const words = useChangeWords(offers);
  return (theirs, mine) => {
    const columns = (table: RuleTable) => table.inputs.map(({ field }) => facts.label(field)).join(', ');
    const order = (table: RuleTable) => table.rows.map((row) => row.description || t('untitled')).join(' / ');
    const cells = tableDiff(theirs, mine).flatMap((change): ConflictCell[] => {
      const row = change.description || t('row', { row: change.row });
      if (change.kind !== 'changed')
        return [
          {
            field: row,
            theirs: t(change.kind === 'removed' ? 'rowThere' : 'rowGone'),
            mine: t(change.kind === 'removed' ? 'rowGone' : 'rowThere'),
          },
        ];
      return change.cells.map((cell) => ({
        field: t('rowPart', { row, part: words.part(cell) }),
        theirs: words.text(cell, cell.before),
        mine: words.text(cell, cell.after),
      }));
    });
    if (columns(theirs) !== columns(mine))
      cells.push({ field: t('columnsPart'), theirs: columns(theirs), mine: columns(mine) });
    if (movesRows(theirs, mine))
      cells.push({ field: t('orderPart'), theirs: order(theirs), mine: order(mine) });
    return cells;
  };
}
