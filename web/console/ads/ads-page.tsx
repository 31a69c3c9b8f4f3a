import { useState } from 'react';
import type { AdsView } from '../../../core/contracts/console-ads.ts';
import { useReading } from '../../ui/api/use-reading.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { WorkedOut } from '../../ui/worked-out.tsx';
import { AdsAudience } from './ads-audience.tsx';
import { AdsHistory } from './ads-history.tsx';
import { AdsPlan } from './ads-plan.tsx';
import { adsWords } from './words.ts';

/** What each channel of advertising brings, a better split of the money, and whom an audience would hold. */
export function AdsPage() {
  const t = useWords(adsWords);
  const shop = useShop();
  const [total, setTotal] = useState<number | null>(null);
  const path = `/api/console/shops/${shop.id}/ads${total === null ? '' : `?totalCents=${total}`}`;
  const { page, renew } = useReading<AdsView>(path);
  const [last, setLast] = useState<AdsView | undefined>();
  if (page.data && page.data !== last) setLast(page.data);
  // While another total is split, the split before stays.
  const view = page.data ?? last;
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} />
      {renew.error && <Failure error={renew.error} />}
      {page.error && <Failure error={page.error} retry={() => void page.refetch()} />}
      {!view && !page.error && <Skeleton rows={8} />}
      {view && (
        <div className="column">
          <WorkedOut at={view.computedAt} again={() => renew.mutate()} pending={renew.isPending} />
          <AdsHistory view={view} />
          {view.plan && <AdsPlan plan={view.plan} asked={total} split={setTotal} pending={page.isFetching} />}
          <AdsAudience audience={view.audience} />
        </div>
      )}
    </>
  );
}
