import { Button } from '@mantine/core';
import type { ScheduledReply } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { useNow } from '../live/use-now.ts';
import { talkWords } from '../words/talk-words.ts';
import { undoReply } from './undo-reply.ts';

/** A reply on its way: until it goes out, whoever wrote it can take it back. */
export function ScheduledView({ reply, conversationId }: { reply: ScheduledReply; conversationId: string }) {
  const t = useWords(talkWords);
  const { me } = useDesk();
  const now = useNow();
  const n = Math.max(0, Math.ceil((Date.parse(reply.sendsAt) - now) / 1_000));
  const mine = reply.agent.id === me.agent.id;
  return (
    <article className="message scheduled" data-side="us" data-role="agent">
      <p className="bubble" dir="auto">
        {reply.text}
      </p>
      <p className="message-meta">
        <span>{mine ? t('sending', { n }) : t('theirSending', { name: reply.agent.name, n })}</span>
        {mine && (
          <Button
            variant="subtle"
            size="compact-sm"
            rightSection={<kbd>{me.ownKeys.keys.undo}</kbd>}
            onClick={() => undoReply(conversationId, reply.id)}
          >
            {t('undo')}
          </Button>
        )}
      </p>
    </article>
  );
}
