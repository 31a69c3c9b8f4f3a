import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfferView } from '../../../core/contracts/console-money.ts';
import { plusIcon } from '../../icons.ts';
import { ask } from '../../ui/api/ask.ts';
import { Icon } from '../../ui/icon.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ApprovalNotice } from '../approvals/approval-notice.tsx';
import { usePhone } from '../use-phone.ts';
import { OfferDialog, type OfferTask } from './offer-dialog.tsx';
import { useOfferWords } from './use-offer-words.ts';
import { offerWords } from './words.ts';

/** What exists to be given, with what became of it lately. */
export function OffersTab() {
  const t = useWords(offerWords);
  const shop = useShop();
  const phone = usePhone();
  const words = useOfferWords();
  const [task, setTask] = useState<OfferTask | null>(null);
  const path = `/api/console/shops/${shop.id}/offers`;
  const offers = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: OfferView[] }>('GET', path, undefined, signal),
  });
  const columns = useOfferColumns(phone, setTask);
  const rows = offers.data?.rows;
  const add = (
    <Button leftSection={<Icon path={plusIcon} size={16} />} onClick={() => setTask({ kind: 'add' })}>
      {t('add')}
    </Button>
  );
  return (
    <div className="column">
      {rows?.map(
        (offer) =>
          offer.openApproval && (
            <ApprovalNotice
              key={offer.id}
              approval={offer.openApproval}
              change={words.change(offer, offer.openApproval)}
            />
          ),
      )}
      <section className="card">
        {!phone && (
          <div className="card-body row card-head">
            <h2>{t('offers')}</h2>
            {add}
          </div>
        )}
        <DataTable
          label={t('offers')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<Empty action={!phone && add}>{t('none')}</Empty>}
          error={offers.error}
          retry={() => void offers.refetch()}
        />
      </section>
      <OfferDialog task={task} path={path} close={() => setTask(null)} />
    </div>
  );
}

function useOfferColumns(readOnly: boolean, start: (task: OfferTask) => void): Column<OfferView>[] {
  const t = useWords(offerWords);
  const words = useOfferWords();
  const { language } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const formats = useFormats(useShop());
  const buttons: Column<OfferView> = {
    key: 'actions',
    title: t('actions'),
    hiddenTitle: true,
    cell: (offer) => {
      const name = offer.name[language];
      const waits = offer.openApproval !== null;
      return (
        <div className="table-actions">
          <Button
            variant="default"
            size="compact-sm"
            disabled={waits}
            aria-label={t('editOf', { offer: name })}
            onClick={() => start({ kind: 'edit', offer })}
          >
            {t('edit')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={waits}
            aria-label={t(offer.active ? 'switchOffOf' : 'switchOnOf', { offer: name })}
            onClick={() => start({ kind: 'switch', offer })}
          >
            {t(offer.active ? 'switchOff' : 'switchOn')}
          </Button>
        </div>
      );
    },
  };
  return [
    {
      key: 'name',
      title: t('name'),
      cell: ({ name }) => (
        <>
          {name[language]}
          <span className="action-note meta" lang={other === 'zh' ? 'zh-CN' : 'en'}>
            {name[other]}
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      cell: ({ active, openApproval }) => (
        <Badge color={openApproval ? 'yellow' : active ? 'green' : 'gray'}>
          {t(openApproval ? 'waits' : active ? 'on' : 'off')}
        </Badge>
      ),
    },
    { key: 'kind', title: t('kind'), cell: ({ kind }) => <span className="nowrap">{t(kind)}</span> },
    { key: 'value', title: t('value'), align: 'right', cell: words.value },
    {
      key: 'cap',
      title: t('cap'),
      align: 'right',
      cell: ({ maximumCents }) => formats.money(maximumCents),
    },
    {
      key: 'validity',
      title: t('validity'),
      align: 'right',
      cell: ({ validityDays }) => <span className="nowrap">{t('days', { n: validityDays })}</span>,
    },
    {
      key: 'granted',
      title: t('granted'),
      align: 'right',
      cell: ({ granted30 }) => formats.count(granted30),
    },
    {
      key: 'redeemed',
      title: t('redeemed'),
      align: 'right',
      cell: ({ redeemed30 }) => formats.count(redeemed30),
    },
    ...(readOnly ? [] : [buttons]),
  ];
}
