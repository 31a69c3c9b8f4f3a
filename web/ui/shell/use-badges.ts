import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** How much waits behind each item of the menu, by its key; asked for again every minute. */
export function useBadges(): Readonly<Record<string, number>> {
  const { data } = useQuery({
    queryKey: ['badges'],
    queryFn: ({ signal }) => ask<Record<string, number>>('GET', '/api/badges', undefined, signal),
    refetchInterval: 60_000,
  });
  return data ?? {};
}
