import { Button } from '@mantine/core';
import type { PrivacyRequest } from '../../../core/contracts/console-privacy.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

/** What was asked for in the chat, and what became of it; a press finds the shopper below. */
export function PrivacyRequests() {
  const t = useWords(privacyWords);
  const shop = useShop();
  const list = usePages<PrivacyRequest>(`/api/console/shops/${shop.id}/privacy/requests`, { limit: '20' });
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('requests')}</h2>
        <p className="meta">{t('requestsHelp')}</p>
      </div>
      <DataTable
        {...list}
        label={t('requests')}
        columns={useRequestColumns()}
        rowKey={({ id }) => id}
        empty={<Empty>{t('requestsNone')}</Empty>}
      />
    </section>
  );
}

function useRequestColumns(): Column<PrivacyRequest>[] {
  const t = useWords(privacyWords);
  const formats = useFormats(useShop());
  const setSearch = useSearchChange();
  return [
    {
      key: 'shopper',
      title: t('shopper'),
      cell: ({ shopperId, shopperName }) =>
        shopperName ?? (shopperId ? <code title={shopperId}>…{shopperId.slice(-8)}</code> : t('visitor')),
    },
    { key: 'wish', title: t('wish'), cell: ({ kind }) => t(kind === 'export' ? 'exportRequest' : 'erasure') },
    { key: 'when', title: t('when'), cell: ({ requestedAt }) => formats.relative(requestedAt) },
    {
      key: 'state',
      title: t('standing'),
      cell: ({ state, closedAt }) =>
        state === 'refused'
          ? t('turnedDown')
          : t(state, { when: closedAt ? formats.relative(closedAt) : '' }),
    },
    {
      key: 'actions',
      title: t('actions'),
      hiddenTitle: true,
      cell: ({ shopperId }) =>
        shopperId !== null && (
          <span className="table-actions">
            <Button variant="default" onClick={() => setSearch({ q: shopperId })}>
              {t('shopper')}
            </Button>
          </span>
        ),
    },
  ];
}
