import { useEffect, useRef } from 'react';
import { useDesk } from '../desk-context.ts';

/** Marks as read what is in sight: the page is looked at. */
export function useReadMark(id: string, version: number | undefined): void {
  const desk = useDesk();
  const marked = useRef(-1);
  useEffect(() => {
    const mark = () => {
      if (version === undefined || document.hidden || marked.current >= version) return;
      marked.current = version;
      desk
        .ask('POST', `conversations/${id}/read`, { sequence: version })
        .then(() => desk.refresh('queue', 'counts'))
        .catch(() => {
          marked.current = -1;
        });
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [desk, id, version]);
}
