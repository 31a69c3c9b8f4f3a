import { Badge } from '@mantine/core';
import type { RulesPage, RuleTable } from '../../../core/contracts/console-money.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { movesRows, tableDiff } from './table-diff.ts';
import { useChangeWords } from './use-change-words.ts';
import { ruleWords } from './words.ts';

const colours = { added: 'green', removed: 'red', changed: 'blue' } as const;

/** What a draft changes against what is live, row by row, with each cell before and after. */
export function DiffView(props: {
  before: RuleTable;
  after: RuleTable;
  offers: RulesPage['offers'];
  /** What the later table is; default: the draft. */
  later?: string;
}) {
  const t = useWords(ruleWords);
  const words = useChangeWords(props.offers);
  const changes = tableDiff(props.before, props.after);
  const moves = movesRows(props.before, props.after);
  if (changes.length === 0 && !moves) return <p className="meta">{t('noChanges')}</p>;
  return (
    <div className="column">
      {changes.map((change) => (
        <section key={`${change.kind}${change.row}`}>
          <h3 className="diff-row">
            <Badge color={colours[change.kind]}>{t(change.kind)}</Badge> {t('row', { row: change.row })}
            {change.description && `: ${change.description}`}
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to stand in it */}
          <section className="table-frame" aria-label={t('row', { row: change.row })} tabIndex={0}>
            <table className="difference-table">
              <thead>
                <tr>
                  <th scope="col">{t('part')}</th>
                  {change.kind !== 'added' && <th scope="col">{t('before')}</th>}
                  {change.kind !== 'removed' && <th scope="col">{props.later ?? t('after')}</th>}
                </tr>
              </thead>
              <tbody>
                {change.cells.map((cell) => (
                  <tr key={cell.part === 'condition' ? cell.field : cell.part}>
                    <th scope="row">{words.part(cell)}</th>
                    {change.kind !== 'added' && <td>{words.text(cell, cell.before)}</td>}
                    {change.kind !== 'removed' && <td>{words.text(cell, cell.after)}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      ))}
      {moves && <p>{t('orderMoved')}</p>}
    </div>
  );
}
