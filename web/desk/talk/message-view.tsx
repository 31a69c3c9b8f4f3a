import type { MessageEntry } from '../../../core/contracts/desk-conversation.ts';
import { clipIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { queueWords } from '../words/queue-words.ts';
import { talkWords } from '../words/talk-words.ts';
import { actionName } from './action-name.ts';
import { CardView } from './card-view.tsx';

const signs = { negative: '▼', neutral: '■', positive: '▲' } as const;

/** One message: shoppers on the left with what the models made of it, ours on the right with who speaks. */
export function MessageView({ message, shopper }: { message: MessageEntry; shopper: string | null }) {
  const t = useWords(talkWords);
  const queue = useWords(queueWords);
  const label = useLabel();
  const { formats, me } = useDesk();
  const { role, agent, text, at, language, action, cards, sources, attachments, sentiment, topic } = message;
  const theirs = role === 'shopper';
  const speaker =
    role === 'shopper'
      ? (shopper ?? queue('visitor'))
      : role === 'bot'
        ? t('bot')
        : role === 'agent'
          ? agent?.id === me.agent.id
            ? t('you')
            : (agent?.name ?? '')
          : t('system');
  return (
    <article className="message" data-side={theirs ? 'them' : 'us'} data-role={role}>
      <h3 className="visually-hidden">{speaker}</h3>
      {(text || action) && (
        <p className="bubble" lang={language ?? undefined} dir="auto">
          {text || <em className="pressed">{t('pressed', { action: actionName(action ?? '', t) })}</em>}
        </p>
      )}
      {cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message's cards never change
        <CardView key={index} card={card} />
      ))}
      {attachments.map(({ name, url, contentType }) => (
        <a key={url} className="attachment" href={url} target="_blank" rel="noreferrer">
          {contentType.startsWith('image/') && <img src={url} alt="" loading="lazy" />}
          <Icon path={clipIcon} size={16} />
          {name || url}
        </a>
      ))}
      <p className="message-meta">
        <time dateTime={at} title={formats.dateTime(at)}>
          {formats.time(at)}
        </time>
        {!theirs && <span>{speaker}</span>}
        {topic && <span>{label(topic.label)}</span>}
        {sentiment && (
          <span
            className="sentiment"
            data-label={sentiment.label}
            data-unsure={sentiment.sure < 0.6 || undefined}
          >
            {signs[sentiment.label]} {t(sentiment.label)} {sentiment.sure.toFixed(2)}
          </span>
        )}
        {sources.map(({ title }) => (
          <span key={title}>
            {t('source')}: {title}
          </span>
        ))}
      </p>
    </article>
  );
}
