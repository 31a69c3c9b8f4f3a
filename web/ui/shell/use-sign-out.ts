import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** Ends the session and leaves for the sign-in; nothing that was fetched stays behind. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  return () => {
    ask('POST', '/api/auth/sign-out', {}).finally(() => {
      queries.clear();
      location.assign('/signin');
    });
  };
}
