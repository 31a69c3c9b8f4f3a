import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentDraft, GuardrailView } from '../../../core/contracts/console-experiments.ts';
import type { BudgetView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { centsOf } from '../budgets/cents-of.ts';
import { type ArmInput, ArmInputs } from './arm-inputs.tsx';
import { formWords } from './form-words.ts';
import { PlanAdvice, usePlan } from './plan-advice.tsx';

const guardrailMetrics = ['sr', 'complaints', 'opt_outs', 'handoffs'] as const;
const idForm = /^[a-z0-9][a-z0-9-]{0,40}$/;

/** Plans an experiment on one page; what it can find, and how long it takes, changes while one types. */
export function ExperimentForm({ close }: { close(): void }) {
  const t = useWords(formWords);
  const shared = useWords(uiWords);
  const { language } = useLanguage();
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const [en, setEn] = useState('');
  const [zh, setZh] = useState('');
  const [typedId, setId] = useState<string | null>(null);
  const [arms, setArms] = useState<readonly ArmInput[]>([
    { key: 'control', weight: '1', policy: 'single-best', rulesVersion: null },
    { key: 'value', weight: '1', policy: 'value-weighted', rulesVersion: null },
  ]);
  const [coverage, setCoverage] = useState('100');
  const [from, setFrom] = useState('0');
  const [to, setTo] = useState('100');
  const [moving, setMoving] = useState(false);
  const [floor, setFloor] = useState('10');
  const [source, setSource] = useState('main');
  const [total, setTotal] = useState('');
  const [effect, setEffect] = useState('');
  const [limits, setLimits] = useState<Record<GuardrailView['metric'], string>>({
    sr: '',
    complaints: '2',
    opt_outs: '1',
    handoffs: '5',
  });
  const budgetsPath = `/api/console/shops/${shop.id}/budgets`;
  const budgets = useQuery({
    queryKey: [budgetsPath],
    queryFn: ({ signal }) => ask<{ rows: BudgetView[] }>('GET', budgetsPath, undefined, signal),
  });
  const budget = budgets.data?.rows.find(({ id }) => id === source);
  const free = budget ? budget.limitCents - budget.reservedCents - budget.spentCents : null;

  const id = typedId ?? slugOf(en);
  const shares = { coverage: share(coverage), from: share(from), to: share(to) };
  const totalCents = centsOf(total, shop.currency);
  const effectCents = centsOf(effect, shop.currency);
  const weights = arms.map(({ weight }) => positive(weight));
  const guardrails = guardrailMetrics.flatMap((metric) => {
    const typed = limits[metric].trim();
    if (typed === '') return [];
    const tolerated = metric === 'sr' ? centsOf(typed, shop.currency) : share(typed);
    return [{ metric, tolerated }];
  });
  const mostFloor = 1 / arms.length;
  const floorShare = share(floor);
  const floorFits = floorShare !== null && floorShare > 0 && floorShare <= Math.min(0.5, mostFloor);
  const plan = usePlan({
    weights,
    effectCents,
    share: shares.coverage === null ? null : shares.coverage * ((shares.to ?? 1) - (shares.from ?? 0)),
  });
  const sound =
    en.trim() !== '' &&
    zh.trim() !== '' &&
    idForm.test(id) &&
    arms.every(({ key }) => idForm.test(key)) &&
    weights.every((weight) => weight !== null) &&
    Object.values(shares).every((value) => value !== null) &&
    totalCents !== null &&
    (!moving || (floorFits && shares.coverage === 1)) &&
    guardrails.every(({ tolerated }) => tolerated !== null);

  const save = useMutation({
    mutationFn: () => {
      const { answer } = plan.data ?? { answer: null };
      const all = weights.reduce<number>((sum, weight) => sum + weight!, 0);
      const pair = (weights[0]! + Math.min(...weights.slice(1).map(Number))) / all;
      const draft: ExperimentDraft = {
        id,
        name: { en: en.trim(), zh: zh.trim() },
        arms: arms.map((arm, i) => ({ ...arm, weight: weights[i]! })),
        coverage: shares.coverage!,
        range: { from: shares.from!, to: shares.to! },
        budget: { sourceId: source, totalCents: totalCents! },
        guardrails: guardrails as GuardrailView[],
        // Intervals are made tightest where the plan ends.
        tuning: answer ? Math.max(100, Math.round(answer.shoppers * pair)) : 5_000,
        bandit: moving ? { floor: floorShare! } : null,
        plan: answer && {
          effectCents: answer.effectCents,
          shoppers: answer.shoppers,
          days: answer.totalDays,
        },
      };
      return ask<{ id: string }>('POST', `/api/console/shops/${shop.id}/experiments`, draft);
    },
    onSuccess: () => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t('saved') });
      close();
    },
  });

  const text = (
    label: string,
    value: string,
    change: (value: string) => void,
    more: { wrong?: boolean; description?: string; numeric?: boolean } = {},
  ) => (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      error={more.wrong ? t('notANumber') : null}
      {...(more.description && { description: more.description })}
      {...(more.numeric !== false && { inputMode: 'decimal' as const })}
    />
  );
  return (
    <form
      className="card card-body column experiment-form"
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (sound) save.mutate();
      }}
    >
      <h2>{t('title')}</h2>
      <p className="meta">{t('help')}</p>
      <div className="fields">
        {text(t('nameEn'), en, setEn, { numeric: false })}
        {text(t('nameZh'), zh, setZh, { numeric: false })}
        {text(t('id'), id, setId, { numeric: false, description: t('idHelp') })}
      </div>
      <h3>{t('arms')}</h3>
      <p className="meta">{t('armsHelp')}</p>
      <ArmInputs arms={arms} change={setArms} />
      <h3>{t('traffic')}</h3>
      <p className="meta">{t('trafficHelp')}</p>
      <div className="fields">
        <Select
          label={t('traffic')}
          value={moving ? 'moving' : 'fixed'}
          allowDeselect={false}
          onChange={(value) => setMoving(value === 'moving')}
          data={(['fixed', 'moving'] as const).map((value) => ({ value, label: t(value) }))}
        />
        {moving && (
          <TextInput
            label={t('floor')}
            value={floor}
            inputMode="decimal"
            onChange={(event) => setFloor(event.currentTarget.value)}
            error={floorFits ? null : t('floorTooMuch', { most: formats.percent(Math.min(0.5, mostFloor)) })}
          />
        )}
      </div>
      {moving && shares.coverage !== 1 && <p className="notice">{t('wholeRange')}</p>}
      <h3>{t('who')}</h3>
      <p className="meta">{t('rangeHelp')}</p>
      <div className="fields">
        {text(t('coverage'), coverage, setCoverage, { wrong: shares.coverage === null })}
        {text(t('from'), from, setFrom, { wrong: shares.from === null })}
        {text(t('to'), to, setTo, { wrong: shares.to === null })}
      </div>
      <h3>{t('money')}</h3>
      <div className="fields">
        <Select
          label={t('source')}
          value={source}
          onChange={(value) => value && setSource(value)}
          data={(budgets.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name[language] }))}
          {...(free !== null && { description: t('free', { amount: formats.money(free) }) })}
        />
        {text(t('total', { currency: shop.currency }), total, setTotal, {
          wrong: total !== '' && totalCents === null,
        })}
      </div>
      <h3>{t('guardrails')}</h3>
      <p className="meta">{t('guardrailsHelp')}</p>
      <div className="fields">
        {guardrailMetrics.map((metric) => (
          <div key={metric}>
            {text(
              t(metric, { currency: shop.currency }),
              limits[metric],
              (value) => setLimits({ ...limits, [metric]: value }),
              { wrong: guardrails.find((one) => one.metric === metric)?.tolerated === null },
            )}
          </div>
        ))}
      </div>
      <h3>{t('size')}</h3>
      <div className="fields">
        {text(t('effect', { currency: shop.currency }), effect, setEffect, {
          wrong: effect !== '' && effectCents === null,
        })}
      </div>
      <PlanAdvice plan={plan.data} />
      {save.error && <Failure error={save.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={close}>
          {shared('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!sound}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

/** A name as an id. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

/** A percentage from 0 to 100 as a share. */
function share(typed: string): number | null {
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  return value >= 0 && value <= 100 ? value / 100 : null;
}

function positive(typed: string): number | null {
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  return value > 0 && value <= 1_000 ? value : null;
}
