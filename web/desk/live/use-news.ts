import { useEffect, useRef } from 'react';
import type { DeskCounts } from '../../../core/contracts/desk-queue.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { deskWords } from '../words/desk-words.ts';
import { playTone } from './play-tone.ts';
import { usePreference } from './use-preference.ts';

const kinds = [
  ['unassigned', 'notifyWaiting'],
  ['unread', 'notifyMessage'],
  ['alerts', 'notifyAlert'],
] as const;

/**
 * Tells whoever asked for it, by sound and by the browser, that more waits than before. It says no more than that:
 * notifications are seen by whoever stands beside the screen.
 */
export function useNews(counts: DeskCounts | undefined): void {
  const t = useWords(deskWords);
  const [sound] = usePreference('deskSound');
  const [notifications] = usePreference('deskNotifications');
  const before = useRef<DeskCounts>(undefined);
  useEffect(() => {
    const last = before.current;
    before.current = counts;
    if (!counts || !last) return;
    const more = kinds.find(([count]) => counts[count] > last[count]);
    if (!more) return;
    if (sound) playTone();
    if (notifications && document.hidden && Notification.permission === 'granted')
      new Notification('Mainstay', { body: t(more[1]), tag: more[0] });
  }, [counts, sound, notifications, t]);
}
