import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { ask } from '../../ui/api/ask.ts';
import { useSession } from '../../ui/session.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { accountWords } from './words.ts';

export function NameForm() {
  const t = useWords(accountWords);
  const { member } = useSession();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (name: string) => ask('PATCH', '/api/account', { name }),
    onSuccess: () => {
      showToast({ kind: 'good', text: t('saved') });
      queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')));
  };
  return (
    <form className="column" onSubmit={submit}>
      <TextInput
        name="name"
        label={t('name')}
        defaultValue={member.name}
        autoComplete="name"
        maxLength={100}
        required
        withAsterisk={false}
      />
      {save.error && <Failure error={save.error} what={t('failed')} />}
      <div>
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
