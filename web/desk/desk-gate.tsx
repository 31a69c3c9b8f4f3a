import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { DeskMe } from '../../core/contracts/desk.ts';
import { ask } from '../ui/api/ask.ts';
import { useShop } from '../ui/shop.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useFormats } from '../ui/words/use-formats.ts';
import { useWords } from '../ui/words/use-words.ts';
import { type Desk, DeskContext } from './desk-context.ts';
import { deskWords } from './words/desk-words.ts';

/** Opens the desk of the chosen shop for its children. */
export function DeskGate({ children }: { children: ReactNode }) {
  const t = useWords(deskWords);
  const queries = useQueryClient();
  const shop = useShop();
  const formats = useFormats(shop);
  const toDesk = useMemo((): Omit<Desk, 'me' | 'formats'> => {
    const url = (path: string) =>
      `/api/desk/${path}${path.includes('?') ? '&' : '?'}shop=${encodeURIComponent(shop.id)}`;
    return {
      url,
      ask: (method, path, body, signal) => ask(method, url(path), body, signal),
      key: (path) => ['desk', shop.id, path],
      refresh: (...beginnings) =>
        void queries.invalidateQueries({
          predicate: ({ queryKey: [area, shopId, path] }) =>
            area === 'desk' &&
            shopId === shop.id &&
            beginnings.some((beginning) => String(path).startsWith(beginning)),
        }),
    };
  }, [queries, shop.id]);
  const { data, error, refetch } = useQuery({
    queryKey: toDesk.key('me'),
    queryFn: ({ signal }) => toDesk.ask<DeskMe>('GET', 'me', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const desk = useMemo(() => data && { me: data, formats, ...toDesk }, [data, formats, toDesk]);
  if (desk) return <DeskContext value={desk}>{children}</DeskContext>;
  if (error)
    return (
      <main className="desk-failure">
        <Failure error={error} what={t('deskFailed')} retry={() => refetch()} />
      </main>
    );
  return <Skeleton rows={8} />;
}
