import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ValuePage as Page } from '../../../core/contracts/console-value.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { AtRisk } from './at-risk.tsx';
import { FittedValue } from './fitted-value.tsx';
import { ValueRefusal } from './value-refusal.tsx';
import { valueWords } from './words.ts';

/** What shoppers brought so far, what they are expected to bring, and whether such expectations came true. */
export function ValuePage() {
  const t = useWords(valueWords);
  const shop = useShop();
  const queries = useQueryClient();
  const path = `/api/console/shops/${shop.id}/value`;
  const page = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<Page>('GET', path, undefined, signal),
  });
  const compute = useMutation({
    mutationFn: () => ask<Page>('POST', path),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const { data } = page;
  const run = data?.run;
  const action = data?.canRun && (
    <Button variant={run ? 'default' : 'filled'} loading={compute.isPending} onClick={() => compute.mutate()}>
      {t(run ? 'again' : 'compute')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} actions={action} />
      {compute.error && <Failure error={compute.error} />}
      {page.error && !data && <Failure error={page.error} retry={() => void page.refetch()} />}
      {!page.error && !data && <Skeleton rows={8} />}
      {data && !run && <Empty>{t(data.canRun ? 'noRun' : 'nightly')}</Empty>}
      {data && (
        <div className="column">
          {run?.outcome.state === 'refused' && <ValueRefusal run={run} refusal={run.outcome} />}
          {run?.outcome.state === 'fitted' && <FittedValue run={run} fitted={run.outcome} />}
          <AtRisk />
        </div>
      )}
    </>
  );
}
