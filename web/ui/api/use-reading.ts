import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';

/** What is stored of a page (GET), and its being worked out anew (POST) at the same address. */
export function useReading<Page>(path: string) {
  const queries = useQueryClient();
  const page = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<Page>('GET', path, undefined, signal),
    staleTime: 60_000,
  });
  const renew = useMutation({
    mutationFn: () => ask<Page>('POST', path),
    onSuccess: (fresh) => queries.setQueryData([path], fresh),
  });
  return { page, renew };
}
