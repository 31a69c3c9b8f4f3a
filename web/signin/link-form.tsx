import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { LinkInfo } from '../../core/contracts/people.ts';
import type { StaffSession } from '../../core/contracts/staff.ts';
import { ask } from '../ui/api/ask.ts';
import { reasonOf } from '../ui/reason-of.ts';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';
import { goOn } from './go-on.ts';
import { LinkGone } from './link-gone.tsx';
import { signInWords } from './words.ts';

const weak = ['too_short', 'too_long', 'too_common'] as const;
const gone = ['link_unknown', 'link_used', 'link_expired'] as const;

/** Comes in by a one-time link: the first admin, somebody invited, somebody with a new password to choose. */
export function LinkForm({ token, leave }: { token: string; leave(): void }) {
  const t = useWords(signInWords);
  const shared = useWords(uiWords);
  const {
    data: link,
    error,
    refetch,
  } = useQuery({
    queryKey: ['link', token],
    queryFn: () => ask<LinkInfo>('POST', '/api/auth/link', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: (typed: object) => ask<StaffSession>('POST', '/api/auth/link/accept', { token, ...typed }),
    onSuccess: ({ member }) => member && goOn(member),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    accept.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  };
  const goneWhy = reasonOf(error ?? accept.error, gone);
  if (goneWhy) return <LinkGone token={token} reason={goneWhy} leave={leave} />;
  if (error) return <Failure error={error} retry={() => refetch()} />;
  if (!link) return <Skeleton rows={5} />;
  const weakWhy = reasonOf(accept.error, weak);
  const email = link.email ?? '';
  return (
    <form className="card" onSubmit={submit}>
      {link.kind === 'first_admin' && <h1>{t('firstAdminTitle')}</h1>}
      {link.kind === 'invitation' && <h1>{t('invitationTitle', { name: link.name ?? email })}</h1>}
      {link.kind === 'reset' && <h1>{t('resetTitle')}</h1>}
      <p>
        {link.kind === 'first_admin' && t('firstAdminHelp')}
        {link.kind === 'invitation' && t('invitationHelp', { role: shared(link.role), email })}
        {link.kind === 'reset' && t('resetLinkHelp', { email })}
      </p>
      {accept.error && !weakWhy && <Failure error={accept.error} what={t('signInFailed')} />}
      {link.kind === 'first_admin' ? (
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
      ) : (
        // Password managers store the new password under this name.
        <input type="text" hidden readOnly autoComplete="username" value={email} />
      )}
      {link.kind !== 'reset' && (
        <TextInput
          name="name"
          label={t('name')}
          autoComplete="name"
          defaultValue={link.name ?? ''}
          maxLength={100}
          required
          withAsterisk={false}
        />
      )}
      <PasswordInput
        name="password"
        label={t('newPassword')}
        description={t('passwordHelp')}
        error={weakWhy && t(weakWhy)}
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': shared('showPassword'), tabIndex: 0 }}
      />
      <Button type="submit" loading={accept.isPending || accept.isSuccess}>
        {t(link.kind === 'reset' ? 'setPassword' : 'join')}
      </Button>
    </form>
  );
}
