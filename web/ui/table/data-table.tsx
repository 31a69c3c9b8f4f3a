import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { chevronDownIcon, chevronUpIcon } from '../../icons.ts';
import { Icon } from '../icon.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { Failure } from '../states/failure.tsx';
import { Skeleton } from '../states/skeleton.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { type Column, type Sort, sortAfterClick } from './column.ts';

export interface DataTableProps<Row> {
  /** What the table lists; its name for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** undefined: not loaded yet. */
  readonly rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  /** Shown when there are no rows. */
  readonly empty: ReactNode;
  readonly sort?: Sort | undefined;
  onSort?(sort: Sort): void;
  /** With it rows can be opened: by click, or by j, k and Enter. */
  onOpen?(row: Row): void;
  /** Key of the row that is open. */
  readonly openKey?: string | undefined;
  readonly error?: unknown;
  retry?(): void;
  /** The rows shown are old ones; new ones are under way. */
  readonly stale?: boolean;
  /** Fetches the next page, by the key of the last row; absent: all is shown. */
  readonly more?: (() => void) | undefined;
  readonly loadingMore?: boolean;
  /** The rows are few and always all there: nothing is said below them. */
  readonly whole?: boolean;
}

/** A list that the server sorts and pages by key. The first column names the row and stays on phones. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useWords(uiWords);
  const body = useRef<HTMLTableSectionElement>(null);
  const step = (by: 1 | -1) => () => {
    const rows = [...(body.current?.rows ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ j: step(1), k: step(-1) }, props.onOpen !== undefined);
  const { rows, columns, onOpen, more } = props;
  if (props.error && rows === undefined)
    return (
      <div style={{ padding: 12 }}>
        <Failure error={props.error} {...(props.retry && { retry: props.retry })} />
      </div>
    );
  if (rows === undefined) return <Skeleton rows={8} />;
  if (rows.length === 0) return <>{props.empty}</>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to stand in it */}
      <section className="table-frame" aria-label={props.label} tabIndex={0}>
        <table className="table" data-stale={props.stale || undefined} aria-busy={props.stale ?? false}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Title key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => {
              const key = props.rowKey(row);
              return (
                <tr
                  key={key}
                  data-open={key === props.openKey || undefined}
                  {...(onOpen && {
                    tabIndex: 0,
                    style: { cursor: 'pointer' },
                    'aria-current': key === props.openKey,
                    onClick: () => onOpen(row),
                    onKeyDown: (event) => {
                      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                    },
                  })}
                >
                  {columns.map((column, at) =>
                    at === 0 ? (
                      <th key={column.key} scope="row" data-align={column.align}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} data-align={column.align}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {!props.whole && (
        <div className="table-foot">
          {more && (
            <Button variant="default" onClick={more} loading={props.loadingMore ?? false}>
              {t('more')}
            </Button>
          )}
          <span role="status">{t(more ? 'shown' : 'allShown', { n: rows.length })}</span>
        </div>
      )}
    </>
  );
}

function Title<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const t = useWords(uiWords);
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  if (!column.sortable || !onSort)
    return (
      <th scope="col" data-align={column.align}>
        {column.hiddenTitle ? <span className="visually-hidden">{column.title}</span> : column.title}
      </th>
    );
  return (
    <th scope="col" data-align={column.align} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className="table-sort" onClick={() => onSort(sortAfterClick(sort, column.key))}>
        {column.title}
        {up && <Icon path={chevronUpIcon} size={16} />}
        {down && <Icon path={chevronDownIcon} size={16} />}
        {(up || down) && <span className="visually-hidden">{t(up ? 'sortedUp' : 'sortedDown')}</span>}
      </button>
    </th>
  );
}
