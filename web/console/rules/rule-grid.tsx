import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { RuleProblemView, RulesPage, RuleTable } from '../../../core/contracts/console-money.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { type Leave, OffersCellEditor, TextCellEditor } from './cell-editor.tsx';
import { CellView } from './cell-view.tsx';
import { GridMenu } from './grid-menu.tsx';
import { problemsAt } from './problems-at.ts';
import {
  cellText,
  type GridColumn,
  moved,
  withCell,
  withNewRow,
  withoutColumn,
  withoutRow,
  withPasted,
} from './table-edits.ts';
import { useFactWords } from './use-fact-words.ts';
import { ruleWords } from './words.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * The decision table as a grid that is moved in with arrow keys: one tab stop, Enter or typing edits a cell.
 * @param edit left out: it is only read.
 */
export function RuleGrid(props: {
  table: RuleTable;
  offers: RulesPage['offers'];
  problems: readonly RuleProblemView[];
  /** By row id; left out: not this version's. */
  hits?: RulesPage['hits30'];
  edit?: (next: RuleTable) => void;
}) {
  const { table, edit } = props;
  const t = useWords(ruleWords);
  const facts = useFactWords();
  const formats = useFormats();
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [writing, setWriting] = useState<(Place & { text: string }) | null>(null);
  const columns: GridColumn[] = ['description', ...table.inputs.map(({ id }) => ({ input: id })), 'offers'];
  /** The menu of a row is the last cell of it. */
  const lastColumn = columns.length;

  const go = (row: number, column: number) => {
    const place = {
      row: Math.max(0, Math.min(table.rows.length - 1, row)),
      column: Math.max(0, Math.min(lastColumn, column)),
    };
    setAt(place);
    body.current?.querySelector<HTMLElement>(`[data-place="${place.row}:${place.column}"]`)?.focus();
  };
  const write = (place: Place, text?: string) => {
    const row = table.rows[place.row];
    const column = columns[place.column];
    if (!edit || !row || !column) return;
    setAt(place);
    setWriting({ ...place, text: text ?? cellText(row, column) });
  };
  const change = (place: Place, text: string) => {
    const row = table.rows[place.row];
    const column = columns[place.column];
    if (edit && row && column) edit(withCell(table, row.id, column, text));
  };
  const leave = (place: Place) => (text: string | null, where: Leave) => {
    setWriting(null);
    if (text !== null) change(place, text);
    if (where === 'away') return;
    const by = where === 'next' ? 1 : where === 'previous' ? -1 : 0;
    // The cell takes focus again once the input is gone.
    requestAnimationFrame(() => go(place.row, place.column + by));
  };
  const press = (place: Place) => (event: KeyboardEvent) => {
    if (writing || event.nativeEvent.isComposing) return;
    const { row, column } = place;
    const far = event.ctrlKey || event.metaKey;
    const inMenu = column === lastColumn;
    if (event.key === 'ArrowUp') go(row - 1, column);
    else if (event.key === 'ArrowDown') go(row + 1, column);
    else if (event.key === 'ArrowLeft') go(row, column - 1);
    else if (event.key === 'ArrowRight') go(row, column + 1);
    else if (event.key === 'Home') go(far ? 0 : row, 0);
    else if (event.key === 'End') go(far ? table.rows.length - 1 : row, lastColumn);
    else if (!edit || inMenu) return;
    else if (event.key === 'Enter' || event.key === 'F2') write(place);
    else if (event.key === 'Delete' || event.key === 'Backspace') change(place, '');
    else if (event.key.length === 1 && !far && !event.altKey && columns[column] !== 'offers')
      write(place, event.key === ' ' ? undefined : event.key);
    else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    if (writing || !edit) return;
    event.preventDefault();
    edit(withPasted(table, at, columns, event.clipboardData.getData('text/plain')));
  };
  const copy = (event: ClipboardEvent) => {
    const row = table.rows[at.row];
    const column = columns[at.column];
    if (writing || !row || !column || String(getSelection()) !== '') return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', cellText(row, column));
  };

  const title = (column: GridColumn) => {
    if (column === 'description') return t('description');
    if (column === 'offers') return t('offers');
    return facts.label(table.inputs.find(({ id }) => id === column.input)?.field ?? '');
  };
  const focusable = (row: number, column: number) => ({
    'data-place': `${row}:${column}`,
    tabIndex: at.row === row && at.column === column ? 0 : -1,
    onKeyDown: press({ row, column }),
    onFocus: () => setAt({ row, column }),
  });

  return (
    <section className="table-frame" aria-label={t('tableLabel')} {...(!edit && { tabIndex: 0 })}>
      <table
        className="table rule-grid"
        {...(edit && { role: 'grid', 'aria-label': t('tableLabel'), onPaste: paste, onCopy: copy })}
      >
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={typeof column === 'string' ? column : column.input} scope="col">
                <span className="grid-title">
                  {column === 'offers' && <span aria-hidden="true">⇒</span>}
                  {title(column)}
                  {edit && typeof column === 'object' && (
                    <GridMenu
                      label={t('columnActions', { column: title(column) })}
                      actions={[
                        {
                          label: t('moveLeft'),
                          off: i === 1,
                          run: () => edit({ ...table, inputs: moved(table.inputs, column.input, -1) }),
                        },
                        {
                          label: t('moveRight'),
                          off: i === table.inputs.length,
                          run: () => edit({ ...table, inputs: moved(table.inputs, column.input, 1) }),
                        },
                        {
                          label: t('removeColumn'),
                          danger: true,
                          run: () => edit(withoutColumn(table, column.input)),
                        },
                      ]}
                    />
                  )}
                </span>
              </th>
            ))}
            {props.hits && (
              <th scope="col" data-align="right" title={t('hitsWhy')}>
                {t('hits')}
              </th>
            )}
            {edit && (
              <th scope="col">
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {table.rows.map((row, r) => {
            const number = r + 1;
            return (
              <tr key={row.id}>
                {columns.map((column, c) => {
                  const problems = problemsAt(props.problems, table, number, column);
                  const place = { row: r, column: c };
                  const here = writing?.row === r && writing.column === c;
                  const label = t('editCell', { column: title(column), row: number });
                  const Cell = c === 0 ? 'th' : 'td';
                  return (
                    <Cell
                      key={typeof column === 'string' ? column : column.input}
                      {...(c === 0 && { scope: 'row' })}
                      data-kind={problems[0]?.severity}
                      data-column={column === 'offers' ? 'offers' : undefined}
                      {...(edit && {
                        ...focusable(r, c),
                        'aria-invalid': problems.some(({ severity }) => severity === 'error') || undefined,
                        onDoubleClick: () => write(place),
                      })}
                    >
                      {c === 0 && <span className="row-number">{number}</span>}
                      {here && column === 'offers' ? (
                        <OffersCellEditor
                          label={label}
                          chosen={row.offerIds}
                          offers={props.offers}
                          leave={leave(place)}
                        />
                      ) : here ? (
                        <TextCellEditor label={label} text={writing.text} leave={leave(place)} />
                      ) : (
                        <CellView {...{ table, row, column, problems }} offers={props.offers} />
                      )}
                    </Cell>
                  );
                })}
                {props.hits && <td data-align="right">{formats.count(props.hits[row.id] ?? 0)}</td>}
                {edit && (
                  <td>
                    <GridMenu
                      label={t('rowActions', { row: number })}
                      button={focusable(r, lastColumn)}
                      actions={[
                        {
                          label: t('addBelow'),
                          run: () => edit(withNewRow(table, newRowId(), row.id)),
                        },
                        {
                          label: t('moveUp'),
                          off: r === 0,
                          run: () => edit({ ...table, rows: moved(table.rows, row.id, -1) }),
                        },
                        {
                          label: t('moveDown'),
                          off: number === table.rows.length,
                          run: () => edit({ ...table, rows: moved(table.rows, row.id, 1) }),
                        },
                        { label: t('removeRow'), danger: true, run: () => edit(withoutRow(table, row.id)) },
                      ]}
                    />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** A row keeps its id for life: hits and differences go by it. */
export const newRowId = () => `row-${crypto.randomUUID().slice(0, 13)}`;
