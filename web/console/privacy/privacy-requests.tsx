import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrivacyRequest } from '../../../core/contracts/console-privacy.ts';
import { ask } from '../../ui/api/ask.ts';
import { EraseDialog, type Erasing } from '../../ui/privacy/erase-dialog.tsx';
import { useSession } from '../../ui/session.tsx';
import { useShop } from '../../ui/shop.tsx';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

const systems: Readonly<Partial<Record<PrivacyRequest['via'], string>>> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
};

/** What was asked for, by whom, and what became of it; a press finds the shopper below. */
export function PrivacyRequests() {
  const t = useWords(privacyWords);
  const shop = useShop();
  const list = usePages<PrivacyRequest>(`/api/console/shops/${shop.id}/privacy/requests`, { limit: '20' });
  const [refusing, setRefusing] = useState<PrivacyRequest | null>(null);
  const [erasing, setErasing] = useState<Erasing | null>(null);
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('requests')}</h2>
        <p className="meta">{t('requestsHelp')}</p>
      </div>
      <DataTable
        {...list}
        label={t('requests')}
        columns={useRequestColumns(setRefusing, ({ id, via }) =>
          setErasing({
            name: shop.id,
            path: `/api/console/shops/${shop.id}/privacy/requests/${id}/erase-all`,
            may: 'erase',
            everybodyOf: systems[via]!,
          }),
        )}
        rowKey={({ id }) => id}
        empty={<Empty>{t('requestsNone')}</Empty>}
      />
      <EraseDialog erasing={erasing} close={() => setErasing(null)} />
      <RefuseDialog request={refusing} close={() => setRefusing(null)} />
    </section>
  );
}

function RefuseDialog({ request, close }: { request: PrivacyRequest | null; close(): void }) {
  const t = useWords(privacyWords);
  const shop = useShop();
  const queries = useQueryClient();
  const refuse = useMutation({
    mutationFn: () =>
      ask<void>('POST', `/api/console/shops/${shop.id}/privacy/requests/${request?.id}/refuse`),
    onSuccess: () => {
      showToast({ kind: 'good', text: t('refuseDone') });
      close();
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  return (
    <ConfirmDialog
      opened={request !== null}
      title={t('refuseTitle')}
      action={t('refuse')}
      danger
      busy={refuse.isPending}
      error={refuse.error}
      confirm={() => refuse.mutate()}
      close={() => {
        refuse.reset();
        close();
      }}
    >
      <p>{t('refuseHelp')}</p>
    </ConfirmDialog>
  );
}

function useRequestColumns(
  refuse: (request: PrivacyRequest) => void,
  eraseAll: (request: PrivacyRequest) => void,
): Column<PrivacyRequest>[] {
  const t = useWords(privacyWords);
  const formats = useFormats(useShop());
  const setSearch = useSearchChange();
  const { member } = useSession();
  return [
    {
      key: 'shopper',
      title: t('shopper'),
      cell: ({ shopperId, shopperName, conversationId, via }) => {
        if (shopperId) return shopperName ?? <code title={shopperId}>…{shopperId.slice(-8)}</code>;
        const system = conversationId === null && systems[via];
        return system ? t('everybody', { system }) : t('visitor');
      },
    },
    { key: 'wish', title: t('wish'), cell: ({ kind }) => t(kind === 'export' ? 'exportRequest' : 'erasure') },
    {
      key: 'via',
      title: t('via'),
      cell: ({ via, askedBy }) => {
        if (via === 'chat') return t('viaChat');
        return via === 'desk' ? t('viaDesk', { name: askedBy ?? '–' }) : systems[via];
      },
    },
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
      cell: (request) => (
        <span className="table-actions">
          {request.shopperId !== null && (
            <Button variant="default" onClick={() => setSearch({ q: request.shopperId! })}>
              {t('shopper')}
            </Button>
          )}
          {request.state === 'open' &&
            request.shopperId === null &&
            request.conversationId !== null &&
            member.role === 'admin' && (
              <Button component="a" variant="default" href={`/desk?c=${request.conversationId}`}>
                {t('conversation')}
              </Button>
            )}
          {request.state === 'open' &&
            request.shopperId === null &&
            request.conversationId === null &&
            member.role === 'admin' && (
              <Button variant="outline" color="red" onClick={() => eraseAll(request)}>
                {t('erase')}
              </Button>
            )}
          {request.state === 'open' && member.role === 'admin' && (
            <Button variant="default" onClick={() => refuse(request)}>
              {t('refuse')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
