import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { AuditRow } from '../../../core/contracts/audit.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useSession } from '../../ui/session.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { actionInWords } from './action-words.ts';
import { ChainStates } from './chain-states.tsx';
import { Difference } from './difference.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { useActorName } from './use-actor-name.ts';
import { useChainName } from './use-chain-name.ts';
import { auditWords } from './words.ts';

interface Search {
  readonly q?: string;
  readonly shop?: string;
  readonly action?: string;
}

/** What the log can be narrowed to, by how its actions begin. */
const areas = [
  ['user.', 'people'],
  ['rules.', 'rules'],
  ['offer.', 'offers'],
  ['budget.', 'budgets'],
  ['approval.', 'approvals'],
  ['shopper.', 'shoppers'],
  ['conversation.', 'conversations'],
  ['message.', 'messages'],
  ['import.', 'imports'],
  ['canned.', 'canned'],
] as const;

/** Who did what, before and after, and how far the log is known to be whole. */
export function AuditPage({ search }: { search: Search }) {
  const t = useWords(auditWords);
  const shared = useWords(uiWords);
  const setSearch = useSearchChange();
  const [open, setOpen] = useState<AuditRow>();
  const go = (change: { [Key in keyof Search]: Search[Key] | undefined }) =>
    setSearch({ ...search, ...change });
  const filter = { q: search.q, shop: search.shop, action: search.action };
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const list = usePages<AuditRow>('/api/audit', filter);
  const query = new URLSearchParams(
    Object.entries(filter).filter((pair): pair is [string, string] => !!pair[1]),
  );
  return (
    <>
      <PageHeader
        title={t('audit')}
        state={t('state')}
        actions={<CsvButton href={`/api/audit/export.csv?${query}`} />}
      />
      <div className="column">
        <div className="card card-body">
          <ChainStates />
        </div>
        <div className="card">
          <Filters search={search} go={go} />
          <DataTable
            {...list}
            label={t('list')}
            columns={useColumns()}
            rowKey={keyOf}
            onOpen={setOpen}
            openKey={open && keyOf(open)}
            empty={
              filtered ? (
                <Empty
                  action={
                    <Button
                      variant="default"
                      onClick={() => go({ q: undefined, shop: undefined, action: undefined })}
                    >
                      {shared('clearFilters')}
                    </Button>
                  }
                >
                  {t('noMatch')}
                </Empty>
              ) : (
                <Empty>{t('nothing')}</Empty>
              )
            }
          />
        </div>
      </div>
      <EntryDrawer entry={open} close={() => setOpen(undefined)} />
    </>
  );
}

function Filters({
  search,
  go,
}: {
  search: Search;
  go(change: { [Key in keyof Search]: Search[Key] | undefined }): void;
}) {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const { member, shops } = useSession();
  return (
    <div className="filters">
      <div className="grow">
        <SearchField label={t('search')} value={search.q ?? ''} onChange={(q) => go({ q: q || undefined })} />
      </div>
      <Select
        label={t('area')}
        value={search.action ?? ''}
        onChange={(action) => go({ action: action || undefined })}
        data={[
          { value: '', label: t('everything') },
          ...areas.map(([prefix, name]) => ({ value: prefix, label: t(name) })),
        ]}
      />
      {member.shopId === null && (
        <Select
          label={t('chain')}
          value={search.shop ?? ''}
          onChange={(shop) => go({ shop: shop || undefined })}
          data={[
            { value: '', label: t('allChains') },
            { value: '*', label: t('system') },
            ...shops.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
        />
      )}
    </div>
  );
}

function useColumns(): Column<AuditRow>[] {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const formats = useFormats();
  const actorName = useActorName();
  const chainName = useChainName();
  return [
    { key: 'at', title: t('when'), cell: ({ at }) => <span className="nowrap">{formats.dateTime(at)}</span> },
    { key: 'who', title: t('who'), cell: actorName },
    { key: 'what', title: t('what'), cell: ({ action }) => actionInWords(action, language) },
    { key: 'whom', title: t('whom'), cell: ({ subject, subjectName }) => subjectName ?? subject },
    {
      key: 'change',
      title: t('change'),
      cell: (entry) => <Difference entry={entry} />,
    },
    {
      key: 'chain',
      title: t('chain'),
      cell: ({ shopId }) => <span className="nowrap">{chainName(shopId)}</span>,
    },
  ];
}

function keyOf({ shopId, sequence }: AuditRow): string {
  return `${shopId ?? '*'} ${sequence}`;
}
