import { Button, SegmentedControl } from '@mantine/core';
import type { DeskFigures } from '../../../core/contracts/desk-queue.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { teamWords } from '../words/team-words.ts';
import { AgentTable } from './agent-table.tsx';
import { TeamNow } from './team-now.tsx';
import { TeamPeriod } from './team-period.tsx';

const spans = [1, 7, 28, 90];
const everyMs = 60_000;

/** How the team does against what it promised: now, over a time that can be chosen, and by agent. */
export function TeamPage({ search }: { search: { days?: number } }) {
  const t = useWords(teamWords);
  const { me } = useDesk();
  const setSearch = useSearchChange();
  const days = spans.find((span) => span === search.days) ?? 7;
  const choose = (span: number) => setSearch({ days: span });
  const { data, error, refetch, isPlaceholderData } = useDeskQuery<DeskFigures>(`figures?days=${days}`, {
    keep: true,
    everyMs,
  });
  return (
    <div className="desk-column">
      <PageHeader
        title={t('title')}
        state={t(me.role === 'admin' ? 'stateAll' : 'stateOwn')}
        actions={
          <SegmentedControl
            aria-label={t('period')}
            value={String(days)}
            onChange={(value) => choose(Number(value))}
            data={spans.map((n) => ({ value: String(n), label: n === 1 ? t('day') : t('days', { n }) }))}
          />
        }
      />
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <div className="column team" data-stale={isPlaceholderData || undefined}>
          <TeamNow open={data.open} />
          {data.team.asked === 0 ? (
            <div className="card">
              <Empty
                action={
                  days !== 90 && (
                    <Button variant="default" onClick={() => choose(90)}>
                      {t('longer')}
                    </Button>
                  )
                }
              >
                {t('none')}
              </Empty>
            </div>
          ) : (
            <TeamPeriod team={data.team} />
          )}
          <AgentTable agents={data.agents} />
        </div>
      )}
    </div>
  );
}
