import { Badge, Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Person } from '../../../core/contracts/people.ts';
import { type StaffRole, staffRoles } from '../../../core/contracts/staff.ts';
import { useSession } from '../../ui/session.tsx';
import type { Column } from '../../ui/table/column.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useRoleChange } from './use-role-change.tsx';
import { useShopChoices } from './use-shop-choices.ts';
import { peopleWords } from './words.ts';

/** The columns of the list, and the dialog of a change that somebody else came before. */
export function usePeopleColumns(does: { renew(person: Person): void; remove(person: Person): void }): {
  columns: Column<Person>[];
  conflict: ReactNode;
} {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const formats = useFormats();
  const { member } = useSession();
  const shops = useShopChoices();
  const { change, conflict } = useRoleChange();
  const roles = staffRoles.map((role) => ({ value: role, label: shared(role) }));
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: t('name'),
      sortable: true,
      cell: (person) => (
        <>
          {person.name} {person.id === member.id && <span className="meta">({t('you')})</span>}
        </>
      ),
    },
    {
      key: 'role',
      title: t('role'),
      sortable: true,
      cell: (person) => (
        <Select
          className="table-select"
          aria-label={t('roleOf', { name: person.name })}
          value={person.role}
          data={roles}
          onChange={(role) => role && change(person, { role: role as StaffRole, shopId: person.shopId })}
        />
      ),
    },
    { key: 'email', title: t('email'), sortable: true, cell: ({ email }) => email },
    {
      key: 'seen',
      title: t('seen'),
      cell: (person) => <Seen person={person} formats={formats} t={t} />,
    },
    {
      key: 'actions',
      title: t('actions'),
      hiddenTitle: true,
      cell: (person) => (
        <span className="table-actions">
          <Button variant="default" onClick={() => does.renew(person)}>
            {t('link')}
          </Button>
          <Button variant="default" onClick={() => does.remove(person)}>
            {t('remove')}
          </Button>
        </span>
      ),
    },
  ];
  if (shops.length > 1)
    columns.splice(2, 0, {
      key: 'shop',
      title: t('shop'),
      cell: (person) => (
        <Select
          className="table-select"
          aria-label={t('shopOf', { name: person.name })}
          value={person.shopId ?? ''}
          data={shops}
          onChange={(shop) => change(person, { role: person.role, shopId: shop || null })}
        />
      ),
    });
  return { columns, conflict };
}

function Seen(props: {
  person: Person;
  formats: ReturnType<typeof useFormats>;
  t: ReturnType<typeof useWords<keyof typeof peopleWords.en>>;
}) {
  const { person, formats, t } = props;
  const asks = person.linkAskedAt !== null && <Badge color="yellow">{t('asksForLink')}</Badge>;
  if (person.state === 'invited')
    return (
      <span className="row">
        <span className="meta">
          {person.linkUntil !== null && new Date(person.linkUntil) > new Date()
            ? t('invited', { date: formats.date(person.linkUntil) })
            : t('invitedLinkGone')}
        </span>
        {asks}
      </span>
    );
  return (
    <span className="row nowrap">
      {person.lastSeenAt === null ? '–' : formats.relative(person.lastSeenAt)}
      {asks}
    </span>
  );
}
