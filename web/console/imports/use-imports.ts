import { useQuery } from '@tanstack/react-query';
import type { ImportList } from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';

const whileRunningMs = 1_000;
/** An import that the command line begins shows up as well. */
const restMs = 15_000;

/** The shop's imports, newest first; asked for again and again while one runs. */
export function useImports() {
  const { id: shopId } = useShop();
  const path = `/api/console/shops/${shopId}/imports`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ImportList>('GET', path, undefined, signal),
    refetchInterval: ({ state }) =>
      state.data?.rows.some((run) => run.state === 'running') ? whileRunningMs : restMs,
  });
}
