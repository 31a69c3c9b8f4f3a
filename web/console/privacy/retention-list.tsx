import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionRow } from '../../../core/contracts/console-privacy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useSession } from '../../ui/session.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

const known = ['events', 'uploads', 'conversations', 'carts'] as const;

/** How long each kind of data is kept, and what the next run takes, counted before it does. */
export function RetentionList() {
  const t = useWords(privacyWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const path = `/api/console/shops/${shop.id}/privacy/retention`;
  const rules = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: RetentionRow[] }>('GET', path, undefined, signal),
  });
  const columns: Column<RetentionRow>[] = [
    {
      key: 'data',
      title: t('data'),
      cell: ({ table }) => {
        const name = known.find((key) => key === table);
        return name ? t(name) : table;
      },
    },
    { key: 'days', title: t('days'), cell: (row) => <Days key={row.days} row={row} path={path} /> },
    { key: 'due', title: t('due'), align: 'right', cell: ({ due }) => formats.count(due) },
    { key: 'oldest', title: t('oldest'), cell: ({ oldest }) => formats.date(oldest) },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('retention')}</h2>
        <p className="meta">
          {t('retentionHelp')} {t('stays')}
        </p>
      </div>
      <DataTable
        label={t('retention')}
        columns={columns}
        rows={rules.data?.rows}
        error={rules.error}
        retry={() => void rules.refetch()}
        whole
        rowKey={({ table }) => table}
        empty={null}
      />
    </section>
  );
}

function Days({ row, path }: { row: RetentionRow; path: string }) {
  const t = useWords(privacyWords);
  const { member } = useSession();
  const queries = useQueryClient();
  const [days, setDays] = useState<number | string>(row.days);
  const save = useMutation({
    mutationFn: () => ask<void>('PUT', `${path}/${row.table}`, { days: Number(days) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [path] });
      showToast({ kind: 'good', text: t('saved', { days }) });
    },
  });
  if (member.role !== 'admin') return <>{row.days}</>;
  return (
    <span className="row">
      <NumberInput
        aria-label={t('days')}
        value={days}
        onChange={setDays}
        min={1}
        max={36_500}
        allowDecimal={false}
        w={110}
      />
      {Number(days) !== row.days && (
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
      )}
      {save.error && <Failure error={save.error} />}
    </span>
  );
}
