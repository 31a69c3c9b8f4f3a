import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestError } from './request-error.ts';

/** Fetched data of one page; whoever turns out to be signed out is told once, by `signedOut`. */
export function createQueries(signedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof RequestError && error.status === 401) signedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // What the server refused it will refuse again.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof RequestError && error.status >= 400 && error.status < 500),
      },
    },
  });
}
