import { Button } from '@mantine/core';
import type { ExperimentSummary } from '../../../core/contracts/console-experiments.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ExperimentResults } from './experiment-results.tsx';
import { resultWords } from './result-words.ts';
import { SplitNotice } from './split-notice.tsx';
import { StopNotice } from './stop-notice.tsx';
import { TrafficChart } from './traffic-chart.tsx';
import { useArmColumns } from './use-arm-columns.tsx';
import { experimentWords } from './words.ts';

export type ExperimentTask = 'start' | 'stop' | 'discard';

/** One experiment: its state, its split, its arms, and on demand what it says. */
export function ExperimentCard(props: {
  experiment: ExperimentSummary;
  open: boolean;
  toggle(): void;
  ask(task: ExperimentTask): void;
}) {
  const { experiment, open } = props;
  const t = useWords(experimentWords);
  const r = useWords(resultWords);
  const shop = useShop();
  const { language } = useLanguage();
  const formats = useFormats(shop);
  const { sampleRatio, state, crossed, range, plan } = experiment;
  const name = experiment.name[language];
  const date = formats.date(state === 'stopped' ? experiment.stoppedAt : experiment.startedAt);
  const path = `/api/console/shops/${shop.id}/experiments/${experiment.id}`;
  return (
    <section className="card" aria-label={name}>
      <div className="card-body column">
        <div className="row experiment-head">
          <h2>{name}</h2>
          <div className="row">
            {state !== 'draft' && (
              <>
                <Button variant="default" onClick={props.toggle} aria-expanded={open}>
                  {r(open ? 'hideResults' : 'results')}
                </Button>
                <CsvButton href={`${path}/conversations.csv`} label={r('csv')} />
              </>
            )}
            {state === 'running' && (
              <Button variant="default" onClick={() => props.ask('stop')}>
                {r('stop')}
              </Button>
            )}
            {state === 'draft' && (
              <>
                <Button variant="default" onClick={() => props.ask('discard')}>
                  {r('discard')}
                </Button>
                <Button onClick={() => props.ask('start')}>{r('start')}</Button>
              </>
            )}
          </div>
        </div>
        <p className="meta">
          {t(state, { date })} · {t('coverage', { share: formats.percent(experiment.coverage) })}
          {(range.from > 0 || range.to < 1) && (
            <>
              {' · '}
              {r('range', { from: formats.percent(range.from), to: formats.percent(range.to) })}
            </>
          )}
          {experiment.bandit && (
            <>
              {' · '}
              {r('movesTraffic', { floor: formats.percent(experiment.bandit.floor) })}
            </>
          )}
          {plan && (
            <>
              {' · '}
              {r('plan', {
                n: formats.count(plan.shoppers),
                effect: formats.money(plan.effectCents),
              })}
            </>
          )}
        </p>
        {experiment.stoppedBecause && <StopNotice experiment={experiment} />}
        {state !== 'draft' &&
          (sampleRatio === null ? <p>{t('nobody')}</p> : <SplitNotice {...sampleRatio} />)}
        {crossed > 0 && <p className="meta">{t('crossed', { n: formats.count(crossed) })}</p>}
      </div>
      {open && experiment.bandit && (
        <div className="card-body column">
          <TrafficChart experiment={experiment} />
        </div>
      )}
      {open && <ExperimentResults path={`${path}/results`} name={name} />}
      <DataTable
        label={t('arms', { name })}
        columns={useArmColumns(experiment)}
        rows={experiment.arms}
        rowKey={({ key }) => key}
        empty={null}
        whole
      />
    </section>
  );
}
