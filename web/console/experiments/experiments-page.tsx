import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentSummary } from '../../../core/contracts/console-experiments.ts';
import type { OutreachExperimentView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ExperimentCard, type ExperimentTask } from './experiment-card.tsx';
import { ExperimentForm } from './experiment-form.tsx';
import { HoldoutCard } from './holdout-card.tsx';
import { OutreachCard } from './outreach-card.tsx';
import { resultWords } from './result-words.ts';
import { TaskDialog } from './task-dialog.tsx';
import { experimentWords } from './words.ts';

interface Search {
  readonly open?: string;
  readonly create?: string;
}

/** Experiments: planned, begun, read and stopped. */
export function ExperimentsPage({ search }: { search: Search }) {
  const t = useWords(experimentWords);
  const r = useWords(resultWords);
  const shop = useShop();
  const setSearch = useSearchChange();
  const [task, setTask] = useState<{ id: string; task: ExperimentTask } | null>(null);
  const path = `/api/console/shops/${shop.id}/experiments`;
  const experiments = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) =>
      ask<{ rows: ExperimentSummary[]; outreach: OutreachExperimentView | null }>(
        'GET',
        path,
        undefined,
        signal,
      ),
  });
  const rows = experiments.data?.rows;
  const outreach = experiments.data?.outreach;
  const asked = rows?.find(({ id }) => id === task?.id);
  const creating = search.create !== undefined;
  return (
    <>
      <PageHeader
        title={t('experiments')}
        state={t('state')}
        actions={!creating && <Button onClick={() => setSearch({ create: 'yes' })}>{r('create')}</Button>}
      />
      <div className="column">
        {creating && <ExperimentForm close={() => setSearch({ create: undefined })} />}
        {experiments.error && !rows && (
          <Failure error={experiments.error} retry={() => void experiments.refetch()} />
        )}
        {!rows && !experiments.error && <Skeleton rows={6} />}
        {rows?.length === 0 && !outreach && <Empty>{t('none')}</Empty>}
        {rows?.map((experiment) => (
          <ExperimentCard
            key={experiment.id}
            experiment={experiment}
            open={search.open === experiment.id}
            toggle={() =>
              setSearch({ ...search, open: search.open === experiment.id ? undefined : experiment.id })
            }
            ask={(wanted) => setTask({ id: experiment.id, task: wanted })}
          />
        ))}
        {rows?.[0] && <HoldoutCard holdout={rows[0].holdout} />}
        {outreach && <OutreachCard outreach={outreach} />}
      </div>
      {task && asked && <TaskDialog experiment={asked} task={task.task} close={() => setTask(null)} />}
    </>
  );
}
