import { Button } from '@mantine/core';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';

export interface ConflictCell {
  readonly field: string;
  readonly theirs: string;
  readonly mine: string;
}

/** After a 409: what a colleague saved and what is typed here, cell by cell; nothing is lost until one is chosen. */
export function Conflict(props: { cells: readonly ConflictCell[]; takeTheirs(): void; keepMine(): void }) {
  const t = useWords(uiWords);
  return (
    <div className="notice" data-kind="warn" role="alert">
      <p>{t('conflict')}</p>
      <table className="conflict">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('theirs')}</th>
            <th scope="col">{t('mine')}</th>
          </tr>
        </thead>
        <tbody>
          {props.cells.map((cell) => (
            <tr key={cell.field}>
              <th scope="row">{cell.field}</th>
              <td>{cell.theirs}</td>
              <td>{cell.theirs === cell.mine ? cell.mine : <strong>{cell.mine}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button variant="default" onClick={props.takeTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button onClick={props.keepMine}>{t('keepMine')}</Button>
      </div>
    </div>
  );
}
