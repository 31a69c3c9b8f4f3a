import { useQuery } from '@tanstack/react-query';
import type { ExperimentView, OutreachExperimentView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { OutreachCard } from './outreach-card.tsx';
import { SplitNotice } from './split-notice.tsx';
import { useArmName } from './use-arm-name.ts';
import { experimentWords } from './words.ts';

/** Experiments by their counts: who is in which arm, and whether the split can be trusted. */
export function ExperimentsPage() {
  const t = useWords(experimentWords);
  const shop = useShop();
  const path = `/api/console/shops/${shop.id}/experiments`;
  const experiments = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) =>
      ask<{ rows: ExperimentView[]; outreach: OutreachExperimentView | null }>(
        'GET',
        path,
        undefined,
        signal,
      ),
  });
  const rows = experiments.data?.rows;
  const outreach = experiments.data?.outreach;
  return (
    <>
      <PageHeader title={t('experiments')} state={t('state')} />
      <div className="column">
        {experiments.error && !rows && (
          <Failure error={experiments.error} retry={() => void experiments.refetch()} />
        )}
        {!rows && !experiments.error && <Skeleton rows={6} />}
        {rows?.length === 0 && !outreach && <Empty>{t('none')}</Empty>}
        {rows?.map((experiment) => (
          <Experiment key={experiment.id} experiment={experiment} />
        ))}
        {outreach && <OutreachCard outreach={outreach} />}
      </div>
    </>
  );
}

type Arm = ExperimentView['arms'][number];

function Experiment({ experiment }: { experiment: ExperimentView }) {
  const t = useWords(experimentWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const { sampleRatio, state, crossed } = experiment;
  const name = experiment.name[language];
  const date = formats.date(state === 'stopped' ? experiment.stoppedAt : experiment.startedAt);
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{name}</h2>
        <p className="meta">
          {t(state, { date })} · {t('coverage', { share: formats.percent(experiment.coverage) })}
        </p>
        {sampleRatio === null ? <p>{t('nobody')}</p> : <SplitNotice {...sampleRatio} />}
        {crossed > 0 && <p className="meta">{t('crossed', { n: formats.count(crossed) })}</p>}
        <p className="meta">
          {t('holdout', {
            n: formats.count(experiment.holdout.shoppers),
            share: formats.percent(experiment.holdout.share),
          })}
        </p>
      </div>
      <DataTable
        label={t('arms', { name })}
        columns={useArmColumns(experiment)}
        rows={experiment.arms}
        rowKey={({ key }) => key}
        empty={null}
        whole
      />
      <p className="meta card-body">{t('later')}</p>
    </section>
  );
}

function useArmColumns({ arms }: ExperimentView): Column<Arm>[] {
  const t = useWords(experimentWords);
  const formats = useFormats(useShop());
  const armName = useArmName();
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0);
  const shoppers = arms.reduce((sum, arm) => sum + arm.shoppers, 0);
  const number = (key: 'shoppers' | 'draws' | 'grants' | 'redeemed'): Column<Arm> => ({
    key,
    title: t(key),
    align: 'right',
    cell: (arm) => formats.count(arm[key]),
  });
  return [
    { key: 'arm', title: t('arm'), cell: ({ key }) => armName(key) },
    { key: 'policy', title: t('policy'), cell: ({ policy }) => armName(policy) },
    {
      key: 'weight',
      title: t('weight'),
      align: 'right',
      cell: ({ weight }) => formats.percent(weights > 0 ? weight / weights : null),
    },
    number('shoppers'),
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      cell: (arm) => formats.percent(shoppers > 0 ? arm.shoppers / shoppers : null),
    },
    number('draws'),
    number('grants'),
    number('redeemed'),
    { key: 'spent', title: t('spent'), align: 'right', cell: ({ spentCents }) => formats.money(spentCents) },
  ];
}
