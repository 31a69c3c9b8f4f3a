import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { DeskSearch } from './desk-search.ts';

type Change = { [Key in keyof DeskSearch]?: DeskSearch[Key] | undefined };

interface Going {
  readonly search: DeskSearch;
  /** Changes a part of the address, with or without a step in the history; undefined takes a part out. */
  go(change: Change, step?: 'push' | 'replace'): void;
}

/** The desk's address. The router's types know the storefront's routes alone, hence the casts. */
export function useDeskSearch(): Going {
  const search = useSearch({ strict: false }) as DeskSearch;
  const navigate = useNavigate();
  return useMemo(
    () => ({
      search,
      go: (change, step = 'replace') =>
        void navigate({
          to: '/desk',
          search: (before: DeskSearch) => ({ ...before, ...change }),
          replace: step === 'replace',
        } as never),
    }),
    [search, navigate],
  );
}
