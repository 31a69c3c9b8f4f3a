import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AlertPage } from '../../../core/contracts/desk-keeping.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { alertWords } from '../words/alert-words.ts';
import { useAlertColumns } from './use-alert-columns.tsx';

/** Valuable shoppers newly at risk: who looks after each, and what came of it. */
export function AlertsPage() {
  const closed = (useSearch({ strict: false }) as { state?: string }).state === 'closed';
  const t = useWords(alertWords);
  const desk = useDesk();
  const navigate = useNavigate();
  const path = `alerts?state=${closed ? 'closed' : 'open'}`;
  const pages = useInfiniteQuery({
    queryKey: desk.key(path),
    queryFn: ({ pageParam, signal }) =>
      desk.ask<AlertPage>(
        'GET',
        pageParam === null ? path : `${path}&after=${encodeURIComponent(pageParam)}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const show = (state: string) =>
    void navigate({
      to: '/desk/alerts',
      search: state === 'closed' ? { state } : {},
      replace: true,
    } as never);
  return (
    <div className="desk-column">
      <PageHeader
        title={t('title')}
        state={t('state')}
        actions={
          <SegmentedControl
            aria-label={t('which')}
            value={closed ? 'closed' : 'open'}
            onChange={show}
            data={[
              { value: 'open', label: t('open') },
              { value: 'closed', label: t('closed') },
            ]}
          />
        }
      />
      <div className="card">
        <DataTable
          label={t('title')}
          rows={pages.data?.pages.flatMap(({ alerts }) => alerts)}
          error={pages.error}
          retry={() => void pages.refetch()}
          stale={false}
          more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          loadingMore={pages.isFetchingNextPage}
          columns={useAlertColumns()}
          rowKey={({ id }) => id}
          empty={<Empty>{t(closed ? 'noneClosed' : 'none')}</Empty>}
        />
      </div>
    </div>
  );
}
