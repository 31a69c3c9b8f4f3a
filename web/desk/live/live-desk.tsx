import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { DeskEvent } from '../../../core/contracts/desk.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { type Desk, useDesk } from '../desk-context.ts';

/** Since when the stream is broken, and who types where. */
interface Live {
  readonly lostAt: string | null;
  /** Until when a shopper is shown as typing, by conversation. */
  readonly typing: ReadonlyMap<string, number>;
}

const LiveContext = createContext<Live>({ lostAt: null, typing: new Map() });
/** A burst of changes is read once. */
const restMs = 120;
const typingMs = 6_000;

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Listens to the desk's stream and has read anew what it says has changed; a broken stream comes back by itself. */
export function LiveDesk({ children }: { children: ReactNode }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const [lostAt, setLostAt] = useState<string | null>(null);
  const [typing, setTyping] = useState<ReadonlyMap<string, number>>(new Map());
  const stale = useRef(new Set<string>());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (...beginnings: string[]) => {
      for (const beginning of beginnings) stale.current.add(beginning);
      timer ??= setTimeout(() => {
        timer = undefined;
        desk.refresh(...stale.current);
        stale.current.clear();
      }, restMs);
    };
    const hear = (event: DeskEvent) => {
      if (event.kind === 'changed') {
        refresh('queue', 'counts', 'search', `conversations/${event.conversationId}`);
        setTyping((before) => without(before, event.conversationId));
      } else if (event.kind === 'alert') refresh('alerts', 'counts');
      else if (event.kind === 'reset') refresh('queue', 'counts', 'search', 'alerts', 'conversations');
      else if (event.kind === 'typing')
        setTyping((before) => new Map(before).set(event.conversationId, Date.now() + typingMs));
      else
        queries.setQueryData<ConversationView>(
          desk.key(`conversations/${event.conversationId}`),
          (view) => view && { ...view, here: event.here },
        );
    };
    const stop = listen(desk, hear, (lost) => {
      setLostAt((before) => (lost ? (before ?? new Date().toISOString()) : null));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [desk, queries]);

  useEffect(() => {
    if (typing.size === 0) return;
    const next = Math.min(...typing.values()) - Date.now();
    const timer = setTimeout(
      () => setTyping((before) => new Map([...before].filter(([, until]) => until > Date.now()))),
      Math.max(next, 0) + 50,
    );
    return () => clearTimeout(timer);
  }, [typing]);

  return <LiveContext value={{ lostAt, typing }}>{children}</LiveContext>;
}

/** Opens the stream; the browser resumes a broken one, and one that was refused is tried again here. */
function listen(desk: Desk, hear: (event: DeskEvent) => void, lost: (lost: boolean) => void): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(desk.url('live'));
    source.onopen = () => lost(false);
    source.onmessage = ({ data }) => hear(JSON.parse(data) as DeskEvent);
    source.onerror = () => {
      lost(true);
      if (source.readyState !== EventSource.CLOSED) return;
      // Whoever was signed out learns it from the first request.
      desk.refresh('counts');
      again = setTimeout(open, 5_000);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}

function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
