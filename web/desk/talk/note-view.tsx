import type { NoteEntry } from '../../../core/contracts/desk-conversation.ts';
import { noteIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';

/** What only colleagues see. */
export function NoteView({ note }: { note: NoteEntry }) {
  const t = useWords(talkWords);
  const { formats } = useDesk();
  return (
    <article className="note">
      <h3 className="meta">
        <Icon path={noteIcon} size={16} />
        {t('note')} · {note.agent.name} · {formats.time(note.at)}
      </h3>
      <p dir="auto">{note.text}</p>
    </article>
  );
}
