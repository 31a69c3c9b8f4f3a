import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Person, PersonWithLink } from '../../../core/contracts/people.ts';
import { ask } from '../../ui/api/ask.ts';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { LinkHandout } from './link-handout.tsx';
import { peopleWords } from './words.ts';

/** Makes a new link for somebody: to come in, or to choose a new password. */
export function RenewDialog({ person, close }: { person: Person | null; close(): void }) {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { mutate, reset, data, error } = useMutation({
    mutationFn: (id: string) => ask<PersonWithLink>('POST', `/api/people/${id}/link`, { language }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['/api/people'] });
      queries.invalidateQueries({ queryKey: ['badges'] });
    },
  });
  const id = person?.id;
  useEffect(() => {
    if (id) mutate(id);
    else reset();
  }, [id, mutate, reset]);
  return (
    <Modal
      opened={person !== null}
      onClose={close}
      title={t('linkTitle', { name: person?.name ?? '' })}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {data && <LinkHandout made={data} done={close} />}
      {error && <Failure error={error} what={t('linkFailed')} {...(id && { retry: () => mutate(id) })} />}
      {!data && !error && <Skeleton rows={3} />}
    </Modal>
  );
}
