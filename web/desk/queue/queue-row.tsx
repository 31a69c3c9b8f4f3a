import { Link } from '@tanstack/react-router';
import type { MessageRole, QueueRow as Row } from '../../../core/contracts/desk-queue.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import type { DeskSearch } from '../desk-search.ts';
import { queueWords } from '../words/queue-words.ts';
import { timeLeft } from './time-left.ts';

const desk: string = '/desk';
/** Whose words, where they are not the shopper's. */
const said: Partial<Record<MessageRole, 'botSaid' | 'agentSaid'>> = { bot: 'botSaid', agent: 'agentSaid' };

/** One conversation of the queue: who, until when, what was said last, what is known of them. */
export function QueueRow(props: { row: Row; now: number; chosen: boolean; left: boolean; fresh: boolean }) {
  const { row, now, chosen, left, fresh } = props;
  const t = useWords(queueWords);
  const label = useLabel();
  const { formats, me } = useDesk();
  const due = row.due && timeLeft(row.due.at, now, t);
  const last = row.lastMessage;
  const text = last && (last.text || t('pressed'));
  const whose = last && said[last.role];
  const lastWords = text && whose ? t(whose, { text }) : text;
  const search = (before: DeskSearch) => ({ ...before, c: row.conversationId, panel: undefined });
  return (
    <Link
      to={desk}
      search={search as never}
      className="queue-row"
      data-left={left || undefined}
      data-fresh={fresh || undefined}
      aria-current={chosen || undefined}
    >
      <span className="queue-line">
        <strong className="queue-name">{row.shopper?.name ?? t('visitor')}</strong>
        {row.unread > 0 && (
          <span className="queue-unread">
            <span aria-hidden="true">{formats.count(row.unread)}</span>
            <span className="visually-hidden">{t('unread', { n: row.unread })}</span>
          </span>
        )}
        <span className="queue-due" data-urgent={due?.urgent || undefined}>
          {due
            ? `${due.urgent ? '! ' : ''}${due.text}`
            : row.state === 'bot' || row.state === 'resolved'
              ? formats.relative(row.lastActivityAt, new Date(now))
              : ''}
        </span>
      </span>
      <span className="queue-text" lang={row.language ?? undefined}>
        {lastWords}
      </span>
      <span className="queue-line queue-facts">
        {row.topic && <span className="tag">{label(row.topic)}</span>}
        {row.language && <span>{row.language}</span>}
        {row.agent && row.agent.id !== me.agent.id ? (
          <span className="queue-agent">{t('with', { name: row.agent.name })}</span>
        ) : (
          (row.state === 'bot' || row.state === 'resolved') && <span>{t(row.state)}</span>
        )}
        <span className="queue-end">
          {row.risk !== null && (
            <span title={t('riskAbout')}>{t('riskShort', { share: formats.percent(round(row.risk)) })}</span>
          )}
          {row.clvCents !== null && <span className="figure">{formats.money(row.clvCents)}</span>}
        </span>
      </span>
    </Link>
  );
}

/** Whole percents: a risk is not known finer. */
function round(share: number): number {
  return Math.round(share * 100) / 100;
}
