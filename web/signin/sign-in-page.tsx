import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../ui/session.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { ForgottenForm } from './forgotten-form.tsx';
import { Frame } from './frame.tsx';
import { goOn } from './go-on.ts';
import { LinkForm } from './link-form.tsx';
import { PasswordForm } from './password-form.tsx';

/** The token of a one-time link, taken out of the address at once: no history and no screenshot keeps it. */
const linkToken = takeToken();

// A link that is pasted into this tab changes the hash alone, which loads nothing by itself.
addEventListener('hashchange', () => {
  if (tokenHere() !== null) location.reload();
});

/** Signing in by password or company account, by invitation or reset link, or asking for a new password. */
export function SignInPage() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const [view, setView] = useState<'link' | 'password' | 'forgotten'>(linkToken ? 'link' : 'password');
  const toPassword = () => setView('password');
  if (view === 'link' && linkToken)
    return (
      <Frame>
        <LinkForm token={linkToken} leave={toPassword} />
      </Frame>
    );
  if (session?.member) {
    goOn(session.member);
    return null;
  }
  return (
    <Frame>
      {error && !session && <Failure error={error} retry={() => refetch()} />}
      {view === 'forgotten' ? (
        <ForgottenForm leave={toPassword} />
      ) : (
        <PasswordForm oidc={session?.oidc ?? false} forgotten={() => setView('forgotten')} />
      )}
    </Frame>
  );
}

function takeToken(): string | null {
  const token = tokenHere();
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

function tokenHere(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('link');
}
