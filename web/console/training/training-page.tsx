import { Checkbox } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunDetail, RunSummary } from '../../../core/contracts/runs.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { RunCurves } from './run-curves.tsx';
import { RunTable } from './run-table.tsx';
import { RunValues } from './run-values.tsx';
import { trainingWords } from './words.ts';

const address = '/api/console/runs';
/** While something trains. */
const refreshMs = 5_000;

/** What training left behind: every run, and the curves, settings and figures of the chosen ones. */
export function TrainingPage({ search }: { search: { runs?: string; figure?: string } }) {
  const t = useWords(trainingWords);
  const setSearch = useSearchChange();
  const list = useQuery({
    queryKey: [address],
    queryFn: ({ signal }) => ask<{ rows: RunSummary[] }>('GET', address, undefined, signal),
    refetchInterval: ({ state }) => state.data?.rows.some(isRunning) && refreshMs,
  });
  const runs = list.data?.rows ?? [];
  const asked = (search.runs ?? '').split(',').filter((name) => runs.some((run) => run.name === name));
  const chosen = asked.length > 0 ? asked.slice(0, 5) : runs.slice(0, 1).map(({ name }) => name);
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} />
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {!list.data && !list.error && <Skeleton rows={8} />}
      {list.data && runs.length === 0 && <Empty>{t('none')}</Empty>}
      {runs.length > 0 && (
        <div className="column">
          <RunTable
            runs={runs}
            chosen={chosen}
            choose={(names) => setSearch({ ...search, runs: names.join(',') || undefined })}
          />
          <ChosenRuns
            names={chosen}
            figure={search.figure}
            setFigure={(figure) => setSearch({ ...search, figure })}
          />
        </div>
      )}
    </>
  );
}

function ChosenRuns(props: {
  names: readonly string[];
  figure: string | undefined;
  setFigure(figure: string | undefined): void;
}) {
  const t = useWords(trainingWords);
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const queries = useQueries({
    queries: props.names.map((name) => ({
      queryKey: [address, name],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<RunDetail>('GET', `${address}/${encodeURIComponent(name)}`, undefined, signal),
      refetchInterval: ({ state }: { state: { data?: RunDetail | undefined } }) =>
        state.data !== undefined && isRunning(state.data) && refreshMs,
    })),
  });
  const runs = queries.flatMap(({ data }) => data ?? []);
  const failed = queries.find(({ error, data }) => error && !data);
  if (failed) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  if (runs.length < props.names.length) return <Skeleton rows={8} />;
  const several = runs.length > 1;
  return (
    <>
      <RunCurves runs={runs} figure={props.figure} setFigure={props.setFigure} />
      {several && (
        <Checkbox
          label={t('onlyDifferences')}
          checked={onlyDifferences}
          onChange={({ currentTarget }) => setOnlyDifferences(currentTarget.checked)}
        />
      )}
      <RunValues
        title={t('settings')}
        runs={runs.map(({ name, settings, seed, dataHash, rows, machine }) => ({
          name,
          values: { ...settings, [t('seed')]: seed, [t('data')]: dataHash.slice(0, 16), rows, machine },
        }))}
        onlyDifferences={several && onlyDifferences}
      />
      <RunValues
        title={t('figures')}
        runs={runs.map(({ name, figures }) => ({ name, values: figures }))}
        onlyDifferences={several && onlyDifferences}
      />
    </>
  );
}

function isRunning({ state }: RunSummary): boolean {
  return state === 'running';
}
