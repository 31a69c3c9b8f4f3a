import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Person } from '../../../core/contracts/people.ts';
import type { StaffRole } from '../../../core/contracts/staff.ts';
import { ask } from '../../ui/api/ask.ts';
import { RequestError } from '../../ui/api/request-error.ts';
import { Conflict } from '../../ui/states/conflict.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { usePeopleRefusal } from './use-people-refusal.ts';
import { useShopChoices } from './use-shop-choices.ts';
import { peopleWords } from './words.ts';

interface Wanted {
  readonly role: StaffRole;
  readonly shopId: string | null;
}

/** Changes role or shop of somebody; when somebody else came first, both versions are shown. */
export function useRoleChange(): { change(person: Person, wanted: Wanted): void; conflict: ReactNode } {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const shops = useShopChoices();
  const refusal = usePeopleRefusal();
  const sentence = useFailureSentence();
  const queries = useQueryClient();
  const [clash, setClash] = useState<{ theirs: Person; mine: Wanted } | null>(null);
  const shopName = (id: string | null) => shops.find(({ value }) => value === (id ?? ''))?.label ?? id ?? '';
  const save = useMutation({
    mutationFn: ({ person, wanted }: { person: Person; wanted: Wanted }) =>
      ask<Person>('PATCH', `/api/people/${person.id}`, { ...wanted, version: person.version }),
    onSuccess: (changed, { person }) => {
      const text =
        changed.role === person.role
          ? t('shopChanged', { name: changed.name, shop: shopName(changed.shopId) })
          : t('roleChanged', { name: changed.name, role: shared(changed.role) });
      showToast({ kind: 'good', text });
    },
    onError: (error, { wanted }) => {
      const theirs = error instanceof RequestError ? (error.details.theirs as Person | undefined) : undefined;
      if (theirs) setClash({ theirs, mine: wanted });
      else showToast({ kind: 'bad', text: `${t('changeFailed')} ${refusal(error) ?? sentence(error)}` });
    },
    onSettled: () => {
      queries.invalidateQueries({ queryKey: ['/api/people'] });
      // It may have been oneself.
      queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const change = (person: Person, wanted: Wanted) => {
    if (wanted.role !== person.role || wanted.shopId !== person.shopId) save.mutate({ person, wanted });
  };
  const close = () => setClash(null);
  return {
    change,
    conflict: (
      <Modal
        opened={clash !== null}
        onClose={close}
        title={t('conflictTitle')}
        closeButtonProps={{ 'aria-label': shared('close') }}
      >
        {clash && (
          <Conflict
            cells={[
              { field: t('role'), theirs: shared(clash.theirs.role), mine: shared(clash.mine.role) },
              { field: t('shop'), theirs: shopName(clash.theirs.shopId), mine: shopName(clash.mine.shopId) },
            ]}
            takeTheirs={close}
            keepMine={() => {
              close();
              change(clash.theirs, clash.mine);
            }}
          />
        )}
      </Modal>
    ),
  };
}
