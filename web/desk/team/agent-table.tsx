import type { DeskFigures, Quantiles } from '../../../core/contracts/desk-queue.ts';
import { alertIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { unknown } from '../../ui/words/formats.ts';
import { useDurations } from '../../ui/words/use-durations.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { teamWords } from '../words/team-words.ts';

type Agent = DeskFigures['agents'][number];

/** A row for each agent; what is above a target is marked where it stands. */
export function AgentTable({ agents }: { agents: readonly Agent[] }) {
  const t = useWords(teamWords);
  const { formats, me } = useDesk();
  const { firstReplyMinutes, resolutionMinutes } = me.shop.sla;
  const columns: Column<Agent>[] = [
    { key: 'agent', title: t('agent'), cell: ({ agent }) => agent.name || t('removed') },
    {
      key: 'open',
      title: t('openNow'),
      cell: ({ open }) => t('openCell', { held: open.held, waiting: open.waiting }),
    },
    { key: 'handled', title: t('handled'), align: 'right', cell: ({ handled }) => formats.count(handled) },
    {
      key: 'resolved',
      title: t('resolved'),
      align: 'right',
      cell: ({ resolved }) => formats.count(resolved),
    },
    {
      key: 'firstReply',
      title: t('firstReplyColumn'),
      align: 'right',
      cell: ({ firstReplyS }) => <Times times={firstReplyS} targetS={firstReplyMinutes * 60} />,
    },
    {
      key: 'resolution',
      title: t('resolutionColumn'),
      align: 'right',
      cell: ({ resolutionS }) => <Times times={resolutionS} targetS={resolutionMinutes * 60} />,
    },
    {
      key: 'breaches',
      title: t('breaches'),
      align: 'right',
      cell: ({ breached, asked }) =>
        asked === 0
          ? unknown
          : `${formats.count(breached)} (${formats.percent(Math.round((breached / asked) * 100) / 100)})`,
    },
    {
      key: 'rating',
      title: t('rating'),
      align: 'right',
      cell: ({ rating }) =>
        rating.mean === null ? unknown : `${rating.mean.toFixed(1)} (${formats.count(rating.count)})`,
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t(me.role === 'admin' ? 'byAgent' : 'own')}</h2>
      </div>
      <DataTable
        label={t('byAgent')}
        columns={columns}
        rows={agents}
        rowKey={({ agent }) => agent.id}
        empty={<Empty>{t('nobody')}</Empty>}
      />
    </section>
  );
}

function Times({ times, targetS }: { times: Quantiles; targetS: number }) {
  const t = useWords(teamWords);
  const duration = useDurations();
  const over = times.p90 !== null && times.p90 > targetS;
  return (
    <span className="team-target nowrap" data-kind={over ? 'bad' : undefined}>
      {duration(times.p50)} / {duration(times.p90)}
      {over && (
        <>
          <Icon path={alertIcon} size={16} />
          <span className="visually-hidden">{t('over')}</span>
        </>
      )}
    </span>
  );
}
