import { useInfiniteQuery } from '@tanstack/react-query';
import type { ImportList } from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';

const whileRunningMs = 1_000;
/** An import that the command line begins shows up as well. */
const restMs = 15_000;

/** The shop's imports, newest first and paged; asked for again and again while one runs. What waits comes with each page. */
export function useImports() {
  const { id: shopId } = useShop();
  const path = `/api/console/shops/${shopId}/imports`;
  const list = useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam, signal }) =>
      ask<ImportList>(
        'GET',
        pageParam === null ? path : `${path}?${new URLSearchParams({ after: pageParam })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.unfinished.some((run) => run.state === 'running') ? whileRunningMs : restMs,
  });
  return {
    unfinished: list.data?.pages[0]?.unfinished ?? [],
    table: {
      rows: list.data?.pages.flatMap(({ rows }) => rows),
      error: list.error,
      retry: () => void list.refetch(),
      more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
      loadingMore: list.isFetchingNextPage,
    },
  };
}
