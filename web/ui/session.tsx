import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { StaffMember, StaffSession } from '../../core/contracts/staff.ts';
import { ask, keepCsrfToken } from './api/ask.ts';
import { Failure } from './states/failure.tsx';
import { Skeleton } from './states/skeleton.tsx';

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: async () => keepCsrfToken(await ask<StaffSession>('GET', '/api/auth/session')),
  staleTime: 60_000,
} as const;

type SignedIn = StaffSession & { readonly member: StaffMember };
const SessionContext = createContext<SignedIn | null>(null);

/** Whoever is signed in, and their shops. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside SessionGate');
  return session;
}

/** Shows its children to whoever is signed in; everybody else goes to the sign-in and comes back. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data?.member)
    return <SessionContext value={{ ...data, member: data.member }}>{children}</SessionContext>;
  if (data) {
    goToSignIn();
    return null;
  }
  if (error)
    return (
      <main style={{ maxWidth: 600, margin: '48px auto', padding: 16 }}>
        <Failure error={error} retry={() => refetch()} />
      </main>
    );
  return <Skeleton rows={8} />;
}

/** Leaves for the sign-in, which comes back here. */
export function goToSignIn(): void {
  const here = location.pathname + location.search;
  location.replace(`/signin?to=${encodeURIComponent(here)}`);
}
