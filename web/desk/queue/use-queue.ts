import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { QueuePage, SearchPage } from '../../../core/contracts/desk-queue.ts';
import { useDesk } from '../desk-context.ts';
import type { DeskSearch } from '../desk-search.ts';

export const defaultView = 'all';

/** The queue as the address narrows it down, or what the search over all conversations found. */
export function useQueue(search: DeskSearch) {
  const desk = useDesk();
  const path = pathOf(search);
  const pages = useInfiniteQuery({
    queryKey: desk.key(path),
    queryFn: ({ pageParam, signal }) =>
      desk.ask<QueuePage | SearchPage>(
        'GET',
        pageParam === null ? path : `${path}&after=${encodeURIComponent(pageParam)}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // New words are found some seconds after they were said; the stream does not tell when.
    refetchInterval: search.q ? 10_000 : 60_000,
  });
  const { data, isPlaceholderData } = pages;
  const first = data?.pages[0];
  const rows = useMemo(
    () => (isPlaceholderData ? undefined : data?.pages.flatMap((page) => page.rows)),
    [data, isPlaceholderData],
  );
  return {
    path,
    rows,
    error: pages.error,
    retry: () => void pages.refetch(),
    more: pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined,
    /** How far the server's clock is ahead of this one. */
    aheadMs: first && 'now' in first ? Date.parse(first.now) - pages.dataUpdatedAt : 0,
  };
}

function pathOf({ q, view, state, topic, language, risk, value }: DeskSearch): string {
  if (q) return `search?q=${encodeURIComponent(q)}`;
  const query = { view: view ?? defaultView, state, topic, language, risk, value };
  const given = Object.entries(query).flatMap(([key, one]) =>
    one === undefined ? [] : [[key, String(one)]],
  );
  return `queue?${new URLSearchParams(given)}`;
}
