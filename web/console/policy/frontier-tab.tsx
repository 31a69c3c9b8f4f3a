import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FrontierPage } from '../../../core/contracts/console-policy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ApprovalNotice } from '../approvals/approval-notice.tsx';
import { EpsilonChoice } from './epsilon-choice.tsx';
import { usePercent } from './use-percent.ts';
import { policyWords } from './words.ts';

/** Margin against near revenue: what can be reached, where draws are today, and how far the shop wants to go. */
export function FrontierTab() {
  const t = useWords(policyWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const percent = usePercent();
  const queries = useQueryClient();
  const path = `/api/console/shops/${shop.id}/frontier`;
  const page = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<FrontierPage>('GET', path, undefined, signal),
  });
  const compute = useMutation({
    mutationFn: () => ask<FrontierPage>('POST', path),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const { data } = page;
  if (page.error && !data) return <Failure error={page.error} retry={() => void page.refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  const { run, openApproval } = data;
  const again = (
    <Button variant="default" loading={compute.isPending} onClick={() => compute.mutate()}>
      {t(run ? 'again' : 'compute')}
    </Button>
  );
  return (
    <div className="column">
      {openApproval && (
        <ApprovalNotice
          approval={openApproval}
          change={`${percent(Number(openApproval.before.epsilon))} → ${percent(Number(openApproval.after.epsilon))}`}
        />
      )}
      {compute.error && <Failure error={compute.error} />}
      {!run && <Empty action={again}>{t('noRun')}</Empty>}
      {/* Another version or run: the slider begins anew from what now holds. */}
      {run && <EpsilonChoice key={`${data.version} ${run.fittedAt}`} page={data} run={run} />}
      {run && (
        <p className="meta">
          {t('basis', {
            when: formats.relative(run.fittedAt),
            sample: formats.count(run.sample),
            population: formats.count(run.population),
            draws: formats.count(run.drawsPerPeriod),
          })}{' '}
          {run.drawsAssumed && t('assumed')} {t('priors')}
        </p>
      )}
      {run && <div>{again}</div>}
    </div>
  );
}
