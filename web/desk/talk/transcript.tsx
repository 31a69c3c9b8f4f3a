import { Button } from '@mantine/core';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ConversationView, TranscriptEntry } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useLive } from '../live/live-desk.tsx';
import { talkWords } from '../words/talk-words.ts';
import { MessageView } from './message-view.tsx';
import { NoteView } from './note-view.tsx';
import { OfferView } from './offer-view.tsx';
import { ScheduledView } from './scheduled-view.tsx';
import { StatusView } from './status-view.tsx';

/** Nearer to the end than this, the end stays in sight. */
const nearPx = 120;

/** What was said, done and noted, oldest first; it stays at the end for whoever reads there. */
export function Transcript(props: {
  view: ConversationView;
  entries: readonly TranscriptEntry[];
  older: (() => void) | undefined;
  loadingOlder: boolean;
}) {
  const { view, entries, older, loadingOlder } = props;
  const t = useWords(talkWords);
  const { typing } = useLive();
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const types = (typing.get(view.row.conversationId) ?? 0) > Date.now();
  const last = entries.at(-1);
  const end = `${last && keyOf(last)} ${view.scheduled.length} ${types}`;
  const toEnd = useCallback(() => frame.current?.scrollTo({ top: frame.current.scrollHeight }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something was added at the end
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else setBelow(true);
  }, [end]);
  useEffect(() => {
    // What comes below it, a suggestion or a refusal, takes room from the end.
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, [toEnd]);
  return (
    <div className="transcript-frame">
      <div
        className="transcript"
        ref={frame}
        role="log"
        aria-label={t('transcript')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearPx;
          if (atEnd.current) setBelow(false);
        }}
      >
        {older && (
          <Button variant="subtle" className="older" onClick={older} loading={loadingOlder}>
            {t('older')}
          </Button>
        )}
        {entries.map((entry) => (
          <Entry key={keyOf(entry)} entry={entry} shopper={view.row.shopper?.name ?? null} />
        ))}
        {view.scheduled.map((reply) => (
          <ScheduledView key={reply.id} reply={reply} conversationId={view.row.conversationId} />
        ))}
        {types && <p className="typing">{t('shopperTypes')} …</p>}
      </div>
      {below && (
        <Button className="to-end" size="xs" onClick={toEnd}>
          {t('newBelow')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry, shopper }: { entry: TranscriptEntry; shopper: string | null }) {
  switch (entry.kind) {
    case 'message':
      return <MessageView message={entry} shopper={shopper} />;
    case 'status':
      return <StatusView status={entry} />;
    case 'note':
      return <NoteView note={entry} />;
    case 'offer':
      return <OfferView offer={entry} />;
  }
}

function keyOf(entry: TranscriptEntry): string {
  if (entry.kind === 'note') return entry.id;
  if (entry.kind === 'offer') return entry.decisionId;
  return entry.kind === 'status' ? `${entry.sequence} ${entry.what}` : String(entry.sequence);
}
