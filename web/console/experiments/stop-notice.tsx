import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ExperimentSummary } from '../../../core/contracts/console-experiments.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { resultWords } from './result-words.ts';
import { useArmName } from './use-arm-name.ts';
import { useMetricFormat } from './use-metric-format.ts';

/** Why it stopped; a guardrail's stop waits until somebody says that they saw it. */
export function StopNotice({ experiment }: { experiment: ExperimentSummary }) {
  const t = useWords(resultWords);
  const shop = useShop();
  const armName = useArmName();
  const format = useMetricFormat();
  const queries = useQueryClient();
  const path = `/api/console/shops/${shop.id}/experiments/${experiment.id}/acknowledge`;
  const seen = useMutation({
    mutationFn: () => ask<undefined>('POST', path),
    onSettled: () => queries.invalidateQueries(),
  });
  const because = experiment.stoppedBecause;
  if (!because) return null;
  if (because.kind === 'person')
    return because.reason === '' ? null : (
      <p className="meta">{t('stoppedFor', { reason: because.reason })}</p>
    );
  const unit = because.metric === 'sr' ? 'cents' : 'rate';
  return (
    <div className="notice" data-kind="bad" {...(experiment.unseenStop && { role: 'alert' })}>
      <span>
        {t('guardrailStopped', {
          arm: armName(because.arm),
          metric: t(because.metric),
          harm: format(because.harm, unit),
          atLeast: format(because.atLeast, unit),
          tolerated: format(because.tolerated, unit),
        })}
      </span>
      {experiment.unseenStop && (
        <Button variant="default" loading={seen.isPending} onClick={() => seen.mutate()}>
          {t('seen')}
        </Button>
      )}
    </div>
  );
}
