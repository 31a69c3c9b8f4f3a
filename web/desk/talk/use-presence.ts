import { useEffect } from 'react';
import { useDesk } from '../desk-context.ts';

const readingMs = 10_000;
const writingMs = 4_000;

/**
 * Tells colleagues that I am here, and the shopper that I write; it fails silently: the next beat comes soon.
 * @param conversationId null: in the queue alone; undefined: somebody else tells.
 */
export function usePresence(conversationId: string | null | undefined, writing: boolean): void {
  const desk = useDesk();
  useEffect(() => {
    if (conversationId === undefined) return;
    const tell = () => {
      if (document.hidden) return;
      const state = writing ? 'writing' : 'reading';
      desk.ask('POST', 'presence', { conversationId, state }).catch(() => {});
    };
    tell();
    const timer = setInterval(tell, writing ? writingMs : readingMs);
    return () => clearInterval(timer);
  }, [desk, conversationId, writing]);
}
