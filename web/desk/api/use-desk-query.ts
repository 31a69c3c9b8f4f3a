import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDesk } from '../desk-context.ts';

/** What the desk's API has at a path; null: nothing is asked for. @param keep shows the answer before, meanwhile. */
export function useDeskQuery<T>(
  path: string | null,
  options: { keep?: boolean; staleTime?: number; everyMs?: number } = {},
) {
  const desk = useDesk();
  return useQuery({
    queryKey: desk.key(path ?? ''),
    queryFn: ({ signal }) => desk.ask<T>('GET', path!, undefined, signal),
    enabled: path !== null,
    ...(options.keep && { placeholderData: keepPreviousData }),
    ...(options.staleTime !== undefined && { staleTime: options.staleTime }),
    ...(options.everyMs !== undefined && { refetchInterval: options.everyMs }),
  });
}
