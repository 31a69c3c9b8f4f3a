import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CasesPage, ReviewsPage as View } from '../../../core/contracts/console-reviews.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { AspectTable } from './aspect-table.tsx';
import { CaseTable } from './case-table.tsx';
import { PainPointDrawer } from './pain-point-drawer.tsx';
import { PainPointTable } from './pain-point-table.tsx';
import { pointOf } from './point-key.ts';
import { ReviewFigures } from './review-figures.tsx';
import { ReviewFilters, spans } from './review-filters.tsx';
import { ReviewItems } from './review-items.tsx';
import type { ReviewSearch } from './review-search.ts';
import { reviewWords } from './words.ts';

/** What shoppers complain of in reviews, where it has got worse, and what is done about it. */
export function ReviewsPage({ search }: { search: ReviewSearch }) {
  const t = useWords(reviewWords);
  const path = `/api/console/shops/${useShop().id}/reviews`;
  const setSearch = useSearchChange();
  const queries = useQueryClient();
  const days = spans.includes(search.days ?? '') ? search.days! : '90';
  const { category, product, aspect } = search;
  const filters = { days, category, product, aspect };
  const query = new URLSearchParams(
    Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ).toString();
  const page = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => ask<View>('GET', `${path}?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
  });
  const cases = useQuery({
    queryKey: [path, 'cases'],
    queryFn: ({ signal }) => ask<CasesPage>('GET', `${path}/cases`, undefined, signal),
  });
  const run = useMutation({
    mutationFn: () => ask<void>('POST', path),
    onSuccess: () => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t('ran') });
    },
  });
  const view = page.data;
  const open = (key: string | undefined) => setSearch({ ...search, open: key, phrase: undefined });
  return (
    <>
      <PageHeader
        title={t('title')}
        state={t('state')}
        actions={
          view?.canRun && (
            <Button loading={run.isPending} onClick={() => run.mutate()}>
              {t('run')}
            </Button>
          )
        }
      />
      <div className="column">
        {run.error && <Failure error={run.error} />}
        {page.error && !view && <Failure error={page.error} retry={() => void page.refetch()} />}
        {!view && !page.error && <Skeleton rows={10} />}
        {view && (
          <div className="card">
            <ReviewFilters view={view} search={search} days={days} />
          </div>
        )}
        {view?.readAt === null && <Empty>{t('never')}</Empty>}
        {view?.readAt && view.reviews === 0 && (
          <Empty
            action={
              <Button variant="default" onClick={() => setSearch({})}>
                {t('clear')}
              </Button>
            }
          >
            {t('none')}
          </Empty>
        )}
        {view?.readAt && view.reviews > 0 && (
          <>
            <ReviewFigures page={view} />
            <PainPointTable painPoints={view.painPoints} openKey={search.open} open={open} />
            <AspectTable aspects={view.aspects} search={search} />
            {cases.error && <Failure error={cases.error} retry={() => void cases.refetch()} />}
            {cases.data && <CaseTable cases={cases.data.rows} open={open} />}
            <section className="card card-body column">
              <h2>{t('latest')}</h2>
              <ReviewItems
                filters={filters}
                aspect={aspect}
                feeling={search.feeling ?? 'all'}
                setFeeling={(feeling) =>
                  setSearch({ ...search, feeling: feeling === 'all' ? undefined : feeling })
                }
              />
            </section>
          </>
        )}
      </div>
      <PainPointDrawer
        point={pointOf(search.open)}
        days={days}
        phrase={search.phrase}
        people={cases.data?.people ?? []}
        setPhrase={(phrase) => setSearch({ ...search, phrase })}
        close={() => open(undefined)}
      />
    </>
  );
}
