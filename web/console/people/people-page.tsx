import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '../../../core/contracts/people.ts';
import { plusIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenewDialog } from './renew-dialog.tsx';
import { usePeopleColumns } from './use-people-columns.tsx';
import { peopleWords } from './words.ts';

/** Who works here: invite, change a role, remove, each with two clicks. */
export function PeoplePage({ search }: { search: { q?: string; sort?: string } }) {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const setSearch = useSearchChange();
  const go = (change: { q?: string | undefined; sort?: string }) => setSearch({ ...search, ...change });
  const [inviting, setInviting] = useState(false);
  const [renewing, setRenewing] = useState<Person | null>(null);
  const [removing, setRemoving] = useState<Person | null>(null);
  const list = usePages<Person>('/api/people', { q: search.q, sort: search.sort });
  const { columns, conflict } = usePeopleColumns({ renew: setRenewing, remove: setRemoving });
  return (
    <>
      <PageHeader
        title={t('people')}
        state={t('state')}
        actions={
          <Button leftSection={<Icon path={plusIcon} size={16} />} onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        }
      />
      <div className="card">
        <div className="filters">
          <div className="grow">
            <SearchField
              label={t('search')}
              value={search.q ?? ''}
              onChange={(q) => go({ q: q || undefined })}
            />
          </div>
        </div>
        <DataTable
          {...list}
          label={t('list')}
          columns={columns}
          rowKey={({ id }) => id}
          sort={search.sort ?? 'name'}
          onSort={(sort) => go({ sort })}
          empty={
            <Empty
              action={
                <Button variant="default" onClick={() => go({ q: undefined })}>
                  {shared('clearFilters')}
                </Button>
              }
            >
              {t('nobody')}
            </Empty>
          }
        />
      </div>
      {conflict}
      <InviteDialog opened={inviting} close={() => setInviting(false)} />
      <RenewDialog person={renewing} close={() => setRenewing(null)} />
      <RemoveDialog person={removing} close={() => setRemoving(null)} />
    </>
  );
}
