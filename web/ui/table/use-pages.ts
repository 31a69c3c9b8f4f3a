import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { KeyedPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../api/ask.ts';

/**
 * A list that the server pages by key, as DataTable wants it. Old rows stay, stale, while a new filter loads.
 * @param path of the list, without `after`.
 */
export function usePages<Row>(path: string, search: Readonly<Record<string, string | undefined>>) {
  const query = new URLSearchParams(
    Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const pages = useInfiniteQuery({
    queryKey: [path, query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam !== null) params.set('after', pageParam);
      return ask<KeyedPage<Row>>('GET', `${path}?${params}`, undefined, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  return {
    rows: pages.data?.pages.flatMap(({ rows }) => rows),
    error: pages.error,
    retry: () => void pages.refetch(),
    stale: pages.isPlaceholderData,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    loadingMore: pages.isFetchingNextPage,
  };
}
