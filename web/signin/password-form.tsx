import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import type { StaffSession } from '../../core/contracts/staff.ts';
import { ask } from '../ui/api/ask.ts';
import { RequestError } from '../ui/api/request-error.ts';
import { Failure } from '../ui/states/failure.tsx';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';
import { goOn, wantedPath } from './go-on.ts';
import { signInWords } from './words.ts';

/** E-mail and password, and the company account where one is configured. */
export function PasswordForm({ oidc, forgotten }: { oidc: boolean; forgotten(): void }) {
  const t = useWords(signInWords);
  const shared = useWords(uiWords);
  const password = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: (pair: { email: string; password: string }) =>
      ask<StaffSession>('POST', '/api/auth/sign-in', pair),
    onSuccess: ({ member }) => member && goOn(member),
    onError: () => password.current?.select(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) });
  };
  const problem = knownProblem(new URLSearchParams(location.search).get('problem'));
  const wrongPair = signIn.error instanceof RequestError && signIn.error.status === 401;
  return (
    <>
      {problem && !signIn.error && (
        <p className="notice" data-kind="bad" role="alert">
          {t(problem)}
        </p>
      )}
      <form className="card" onSubmit={submit}>
        <h1>{t('signIn')}</h1>
        {wrongPair && (
          <p className="notice" data-kind="bad" role="alert">
            {t('wrongPair')}
          </p>
        )}
        {signIn.error && !wrongPair && <Failure error={signIn.error} what={t('signInFailed')} />}
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          ref={password}
          name="password"
          label={t('password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': shared('showPassword'), tabIndex: 0 }}
        />
        <Button type="submit" loading={signIn.isPending || signIn.isSuccess}>
          {t('signIn')}
        </Button>
        {oidc && (
          <>
            <p className="gate-or">{t('or')}</p>
            <Button component="a" variant="default" href={`/api/auth/oidc${toQuery()}`}>
              {t('byProvider')}
            </Button>
          </>
        )}
        <p className="gate-foot">
          <button type="button" className="link-button" onClick={forgotten}>
            {t('forgotten')}
          </button>
        </p>
      </form>
    </>
  );
}

const problems = ['oidc_unknown', 'oidc_failed', 'oidc_expired', 'oidc_unavailable'] as const;

function knownProblem(value: string | null): (typeof problems)[number] | undefined {
  return problems.find((problem) => problem === value);
}

function toQuery(): string {
  const to = wantedPath() ?? '/signin';
  return `?to=${encodeURIComponent(to)}`;
}
