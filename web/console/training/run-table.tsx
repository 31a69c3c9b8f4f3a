import { Checkbox } from '@mantine/core';
import type { RunSummary } from '../../../core/contracts/runs.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { unknown } from '../../ui/words/formats.ts';
import { useDurations } from '../../ui/words/use-durations.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { RunStateBadge } from './run-state.tsx';
import { trainingWords } from './words.ts';

/** As many as the charts have colours. */
const mostChosen = 5;

/** Every recorded run, to choose from. @param chosen names; never empty while there are runs. */
export function RunTable(props: {
  runs: readonly RunSummary[];
  chosen: readonly string[];
  choose(names: readonly string[]): void;
}) {
  const t = useWords(trainingWords);
  const formats = useFormats();
  const duration = useDurations();
  const { runs, chosen, choose } = props;
  const columns: Column<RunSummary>[] = [
    {
      key: 'run',
      title: t('run'),
      cell: ({ name }) => (
        <Checkbox
          label={name}
          checked={chosen.includes(name)}
          disabled={!chosen.includes(name) && chosen.length >= mostChosen}
          onChange={({ currentTarget: { checked } }) =>
            choose(checked ? [...chosen, name] : chosen.filter((one) => one !== name))
          }
        />
      ),
    },
    {
      key: 'state',
      title: t('runState'),
      cell: ({ state, reason }) => (
        <div className="column">
          <RunStateBadge state={state} />
          {reason && <span className="meta">{reason}</span>}
        </div>
      ),
    },
    { key: 'kind', title: t('kind'), cell: ({ kind }) => whole(t(kind)) },
    { key: 'started', title: t('started'), cell: ({ startedAt }) => whole(formats.dateTime(startedAt)) },
    {
      key: 'steps',
      title: t('steps'),
      align: 'right',
      cell: ({ step, steps }) =>
        whole(
          step === steps
            ? formats.count(steps)
            : t('of', { step: formats.count(step), steps: formats.count(steps) }),
        ),
    },
    {
      key: 'best',
      title: t('best'),
      align: 'right',
      cell: ({ best, metric }) =>
        whole(
          best
            ? t('atStep', { value: best.value.toFixed(4), metric, step: formats.count(best.step) })
            : unknown,
        ),
    },
    { key: 'time', title: t('time'), align: 'right', cell: ({ seconds }) => whole(duration(seconds)) },
  ];
  return (
    <section className="card">
      <p className="card-body meta">{t('choose')}</p>
      <DataTable
        label={t('list')}
        columns={columns}
        rows={runs}
        rowKey={({ name }) => name}
        empty={null}
        whole
      />
    </section>
  );
}

/** A long reason beside it must not break it. */
function whole(text: string) {
  return <span className="nowrap">{text}</span>;
}
