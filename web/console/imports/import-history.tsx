import type { ImportView } from '../../../core/contracts/console-imports.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { StateBadge } from './state-badge.tsx';
import type { useImports } from './use-imports.ts';
import { importWords } from './words.ts';

/** What was imported so far: by whom, when, and what came of it. */
export function ImportHistory(props: {
  list: ReturnType<typeof useImports>['table'];
  open: string | undefined;
  show(id: string): void;
}) {
  const t = useWords(importWords);
  const formats = useFormats(useShop());
  const { list } = props;
  const columns: Column<ImportView>[] = [
    { key: 'file', title: t('file'), cell: ({ fileName }) => <span className="file-name">{fileName}</span> },
    { key: 'what', title: t('what'), cell: ({ kind }) => t(kind) },
    { key: 'state', title: t('stateTitle'), cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: 'written',
      title: t('written'),
      align: 'right',
      cell: ({ rowsWritten }) => formats.count(rowsWritten),
    },
    {
      key: 'rejected',
      title: t('rejected'),
      align: 'right',
      cell: ({ rowsRejected }) => formats.count(rowsRejected),
    },
    { key: 'who', title: t('who'), cell: ({ startedBy }) => startedBy ?? t('commandLine') },
    {
      key: 'when',
      title: t('when'),
      cell: ({ startedAt }) => <span className="nowrap">{formats.dateTime(startedAt)}</span>,
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('history')}</h2>
      </div>
      <DataTable
        label={t('history')}
        columns={columns}
        {...list}
        rowKey={({ id }) => id}
        onOpen={({ id }) => props.show(id)}
        openKey={props.open}
        empty={<Empty>{t('historyNone')}</Empty>}
      />
    </section>
  );
}
