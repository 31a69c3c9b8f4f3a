import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LearningPage } from '../../../core/contracts/console-policy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { explorationWords } from './exploration-words.ts';

/** How many decisions try out what is not known yet, what that costs, and by which model it is learned. */
export function ExplorationChoice({ page }: { page: LearningPage }) {
  const t = useWords(explorationWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const { mostExplored, responseModel } = page;
  const [typed, setTyped] = useState(String(Number((100 * page.exploreShare).toFixed(2))));
  const [model, setModel] = useState(responseModel);
  const [reason, setReason] = useState('');
  const percent = typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.').replace('%', ''));
  const share = Number((percent / 100).toFixed(6));
  const valid = share >= 0 && share <= mostExplored;
  const same = share === page.exploreShare && model === responseModel;
  const most = formats.percent(mostExplored);
  const save = useMutation({
    mutationFn: () =>
      ask('PUT', `/api/console/shops/${shop.id}/exploration`, {
        seen: { exploreShare: page.exploreShare, responseModel },
        wanted: { exploreShare: share, responseModel: model },
        reason,
      }),
    onSuccess: () => {
      void queries.invalidateQueries();
      setReason('');
      showToast({ kind: 'good', text: t('saved') });
    },
  });
  return (
    <section className="card card-body column" aria-labelledby="exploration-title">
      <h2 id="exploration-title">{t('title')}</h2>
      <p className="meta">{t('about')}</p>
      <TextInput
        label={t('share')}
        description={t('range', { most })}
        rightSection="%"
        inputMode="decimal"
        value={typed}
        error={valid ? undefined : t('outOfRange', { most })}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Select
        label={t('model')}
        description={t(model === 'linear' ? 'linearAbout' : 'logisticAbout')}
        value={model}
        allowDeselect={false}
        onChange={(value) => setModel(value === 'logistic' ? 'logistic' : 'linear')}
        data={(['linear', 'logistic'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {valid && <Cost page={page} share={share} />}
      {model !== responseModel && <p className="notice">{t('switched')}</p>}
      <TextInput
        label={t('reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        disabled={same}
      />
      {save.error && <Failure error={save.error} />}
      <div className="row">
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!valid || same}>
          {t('save')}
        </Button>
      </div>
    </section>
  );
}

/** In money and decisions, for the share that is typed. */
function Cost({ page: { exploration }, share }: { page: LearningPage; share: number }) {
  const t = useWords(explorationWords);
  const formats = useFormats(useShop());
  if (share === 0) return <p role="status">{t('none')}</p>;
  if (!exploration) return <p role="status">{t('unknown')}</p>;
  const cents = Math.round(share * exploration.cents);
  return (
    <p role="status">
      {t(cents < 0 ? 'costs' : 'brings', {
        share: formats.percent(share),
        amount: formats.money(Math.abs(cents)),
        n: formats.count(Math.round(share * exploration.drawsPerPeriod)),
        draws: formats.count(Math.round(exploration.drawsPerPeriod)),
      })}{' '}
      <span className="meta">{t('asOf', { when: formats.relative(exploration.at) })}</span>
    </p>
  );
}
