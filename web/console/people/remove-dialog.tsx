import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Person } from '../../../core/contracts/people.ts';
import { ask } from '../../ui/api/ask.ts';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { usePeopleRefusal } from './use-people-refusal.ts';
import { peopleWords } from './words.ts';

/** Asks once more before somebody is taken out, and says what happens to what they hold. */
export function RemoveDialog({ person, close }: { person: Person | null; close(): void }) {
  const t = useWords(peopleWords);
  const refusal = usePeopleRefusal();
  const queries = useQueryClient();
  const name = person?.name ?? '';
  const remove = useMutation({
    mutationFn: ({ id }: Person) => ask<{ conversationsGivenBack: number }>('DELETE', `/api/people/${id}`),
    onSuccess: ({ conversationsGivenBack: n }) => {
      queries.invalidateQueries({ queryKey: ['/api/people'] });
      queries.invalidateQueries({ queryKey: ['session'] });
      showToast({
        kind: 'good',
        text: n === 0 ? t('removed', { name }) : t('removedWithConversations', { name, n }),
      });
      close();
    },
  });
  const known = refusal(remove.error);
  return (
    <ConfirmDialog
      opened={person !== null}
      title={t('removeTitle', { name })}
      action={t('removeAction', { name })}
      danger
      busy={remove.isPending}
      error={known ? null : remove.error}
      confirm={() => person && remove.mutate(person)}
      close={() => {
        remove.reset();
        close();
      }}
    >
      <p>{t('removeHelp', { name })}</p>
      {known && (
        <p className="notice" data-kind="bad" role="alert">
          {known}
        </p>
      )}
    </ConfirmDialog>
  );
}
