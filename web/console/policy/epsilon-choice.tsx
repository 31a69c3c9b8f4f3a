import { Button, Slider, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeResult } from '../../../core/contracts/console-money.ts';
import type { FrontierPage, FrontierRun } from '../../../core/contracts/console-policy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { FrontierChart } from './frontier-chart.tsx';
import { PeriodTable } from './period-table.tsx';
import { usePercent } from './use-percent.ts';
import { policyWords } from './words.ts';

/** The slider of epsilon with what each place of it comes to: less at once, more by a second person. */
export function EpsilonChoice({ page, run }: { page: FrontierPage; run: FrontierRun }) {
  const t = useWords(policyWords);
  const shop = useShop();
  const percent = usePercent();
  const queries = useQueryClient();
  const { points } = run;
  const held = Math.max(
    0,
    points.findIndex(({ epsilon }) => epsilon >= page.epsilon),
  );
  const [at, setAt] = useState(held);
  const [reason, setReason] = useState('');
  const chosen = points[at]!;
  const save = useMutation({
    mutationFn: () =>
      ask<ChangeResult>('PUT', `/api/console/shops/${shop.id}/epsilon`, {
        epsilon: chosen.epsilon,
        version: page.version,
        reason,
      }),
    onSuccess: ({ state }) => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t(state === 'asked' ? 'asked' : 'changed') });
    },
  });
  const raises = chosen.epsilon > page.epsilon;
  const same = chosen.epsilon === page.epsilon;
  const blocked = page.openApproval !== null;
  return (
    <>
      <section className="card card-body column">
        <h2>{t('frontierTitle', { currency: shop.currency })}</h2>
        <FrontierChart run={run} proposed={at} />
        {points.every(({ lambda }) => lambda < 1e-6) && <p className="notice">{t('neverBinds')}</p>}
      </section>
      <section className="card card-body column">
        <h2 id="epsilon-title">{t('epsilon')}</h2>
        <p className="meta">{t('epsilonMeaning')}</p>
        <Slider
          min={0}
          max={points.length - 1}
          step={1}
          value={at}
          onChange={setAt}
          label={(value) => percent(points[value]?.epsilon ?? 0)}
          thumbLabel={t('epsilon')}
          marks={[{ value: held, label: t('now') }]}
          mt="xl"
          mb="md"
          disabled={blocked}
        />
        <p role="status">
          <strong>{t('atMost', { share: percent(chosen.epsilon) })}</strong>{' '}
          {t(chosen.lambda < 1e-6 ? 'free' : 'price', { lambda: chosen.lambda.toPrecision(2) })}
        </p>
        <PeriodTable run={run} point={chosen} />
        <p className="meta">{t(raises ? 'secondPerson' : 'atOnce', { share: percent(page.epsilon) })}</p>
        <TextInput
          label={t('reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          disabled={blocked || same}
        />
        {save.error && <Failure error={save.error} />}
        <div className="row">
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={blocked || same}>
            {t(raises ? 'propose' : 'set')}
          </Button>
        </div>
      </section>
    </>
  );
}
