import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrivacyShopper } from '../../../core/contracts/console-privacy.ts';
import { ask } from '../../ui/api/ask.ts';
import { EraseDialog, type Erasing } from '../../ui/privacy/erase-dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useSession } from '../../ui/session.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

/** The server finds so many at most. */
const most = 20;

/** Finds a shopper, shows what they agreed to in which words, and hands out or erases what is kept about them. */
export function ShopperSearch({ q }: { q: string }) {
  const t = useWords(privacyWords);
  const shop = useShop();
  const setSearch = useSearchChange();
  const [erasing, setErasing] = useState<Erasing | null>(null);
  const path = `/api/console/shops/${shop.id}/privacy/shoppers`;
  const found = useQuery({
    queryKey: [path, q],
    queryFn: ({ signal }) =>
      ask<{ rows: PrivacyShopper[] }>(
        'GET',
        `${path}?${new URLSearchParams({ text: q })}`,
        undefined,
        signal,
      ),
    enabled: q.length >= 2,
  });
  const columns = useColumns(({ id, name, externalId }) =>
    setErasing({ name: name ?? externalId ?? id, path: `${path}/${id}/erase`, may: 'erase' }),
  );
  return (
    <section className="card">
      <div className="filters">
        <div className="grow">
          <SearchField label={t('find')} value={q} onChange={(text) => setSearch({ q: text || undefined })} />
        </div>
      </div>
      {q.length < 2 ? (
        <p className="meta card-body">{t('findHelp')}</p>
      ) : (
        <DataTable
          label={t('shopper')}
          columns={columns}
          rows={found.data?.rows}
          error={found.error}
          retry={() => void found.refetch()}
          rowKey={({ id }) => id}
          empty={<Empty>{t('nobody')}</Empty>}
          whole
        />
      )}
      {found.data?.rows.length === most && <p className="meta card-body">{t('findMore', { n: most })}</p>}
      <EraseDialog erasing={erasing} close={() => setErasing(null)} />
    </section>
  );
}

function useColumns(erase: (shopper: PrivacyShopper) => void): Column<PrivacyShopper>[] {
  const t = useWords(privacyWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const { member } = useSession();
  return [
    {
      key: 'shopper',
      title: t('shopper'),
      cell: ({ name, externalId, email, erasedAt, id }) => (
        <>
          {name ?? externalId ?? id}
          <span className="meta action-note">
            {erasedAt
              ? t('erased', { date: formats.date(erasedAt) })
              : [name && externalId, email].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    {
      key: 'consents',
      title: t('consents'),
      cell: ({ consents }) =>
        consents.length === 0 ? (
          <span className="meta">{t('noConsent')}</span>
        ) : (
          consents.map(({ purpose, granted, wording, givenAt }) => (
            <div key={purpose}>
              {purpose}: <strong>{t(granted ? 'granted' : 'refused')}</strong>{' '}
              <span className="meta">{t('on', { date: formats.dateTime(givenAt), wording })}</span>
            </div>
          ))
        ),
    },
    {
      key: 'actions',
      title: t('actions'),
      hiddenTitle: true,
      cell: (shopper) => (
        <span className="table-actions">
          <Button
            component="a"
            variant="default"
            download
            href={`/api/console/shops/${shop.id}/privacy/shoppers/${shopper.id}/export.json`}
          >
            {t('exportData')}
          </Button>
          {member.role === 'admin' && (
            <Button variant="outline" color="red" onClick={() => erase(shopper)}>
              {t('erase')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
