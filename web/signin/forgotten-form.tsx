import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { ask } from '../ui/api/ask.ts';
import { Failure } from '../ui/states/failure.tsx';
import { useLanguage } from '../ui/words/language.tsx';
import { useWords } from '../ui/words/use-words.ts';
import { signInWords } from './words.ts';

/** Asks for a link to choose a new password; the answer is the same for every e-mail. */
export function ForgottenForm({ leave }: { leave(): void }) {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const request = useMutation({
    mutationFn: (email: string) =>
      ask<{ byMail: boolean }>('POST', '/api/auth/link/request', { email, language }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    request.mutate(String(new FormData(event.currentTarget).get('email')));
  };
  return (
    <form className="card" onSubmit={submit}>
      <h1>{t('resetTitle')}</h1>
      {request.data ? (
        <p className="notice" data-kind="good" role="status">
          {t(request.data.byMail ? 'askedByMail' : 'askedByHand')}
        </p>
      ) : (
        <>
          <p>{t('resetHelp')}</p>
          {request.error && <Failure error={request.error} />}
          <TextInput
            name="email"
            type="email"
            label={t('email')}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <Button type="submit" loading={request.isPending}>
            {t('resetSend')}
          </Button>
        </>
      )}
      <p className="gate-foot">
        <button type="button" className="link-button" onClick={leave}>
          {t('back')}
        </button>
      </p>
    </form>
  );
}
