import type { StatusEntry } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';

/** Who had the conversation from here on. */
export function StatusView({ status }: { status: StatusEntry }) {
  const t = useWords(talkWords);
  const label = useLabel();
  const { formats } = useDesk();
  const { what, agent, reason, at } = status;
  const name = agent?.name ?? t('bot');
  const texts: Readonly<Record<StatusEntry['what'], string>> = {
    asked: t('asked', { reason: label(reason ?? '') }),
    took: t('took', { name }),
    assigned: t('assignedTo', { name }),
    unassigned: t('unassigned'),
    vanished: t('vanished', { name }),
    given_back: t('given_back', { name }),
    resolved: t('resolvedBy', { name }) + (reason ? ` (${label(reason)})` : ''),
  };
  return (
    <p className="status">
      {texts[what]} · {formats.time(at)}
    </p>
  );
}
