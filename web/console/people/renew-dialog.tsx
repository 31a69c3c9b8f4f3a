import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Person, PersonWithLink } from '../../../core/contracts/people.ts';
import { ask } from '../../ui/api/ask.ts';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { LinkHandout } from './link-handout.tsx';
import { peopleWords } from './words.ts';

/** Makes a new link for somebody: to come in, or to choose a new password. */
export function RenewDialog({ person, close }: { person: Person | null; close(): void }) {
  const t = useWords(peopleWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const formats = useFormats();
  const queries = useQueryClient();
  const { mutate, reset, data, error } = useMutation({
    mutationFn: (id: string) => ask<PersonWithLink>('POST', `/api/people/${id}/link`, { language }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ['/api/people'] });
      queries.invalidateQueries({ queryKey: ['badges'] });
    },
  });
  const id = person?.id;
  // A link that is out and good is not made worthless by a slip of the hand.
  const replaces = person?.linkUntil != null && Date.parse(person.linkUntil) > Date.now();
  const [agreed, setAgreed] = useState(false);
  useEffect(() => {
    if (!id) {
      reset();
      setAgreed(false);
    } else if (!replaces || agreed) mutate(id);
  }, [id, agreed, replaces, mutate, reset]);
  if (person && replaces && !agreed && !data)
    return (
      <ConfirmDialog
        opened
        title={t('linkTitle', { name: person.name })}
        action={t('linkReplace')}
        confirm={() => setAgreed(true)}
        close={close}
      >
        <p>{t('linkReplaces', { date: formats.date(person.linkUntil) })}</p>
      </ConfirmDialog>
    );
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
