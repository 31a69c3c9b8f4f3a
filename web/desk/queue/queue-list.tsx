import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { QueueRow as Row } from '../../../core/contracts/desk-queue.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useNow } from '../live/use-now.ts';
import { queueWords } from '../words/queue-words.ts';
import { QueueRow } from './queue-row.tsx';

const rowHeight = 84;

/** The rows; only those in sight are in the page. The next page is fetched when its place comes near. */
export function QueueList(props: {
  rows: readonly Row[];
  chosen: string | undefined;
  aheadMs: number;
  left(id: string): boolean;
  fresh: ReadonlySet<string>;
  more: (() => void) | undefined;
  pointed(inside: boolean): void;
}) {
  const { rows, chosen, aheadMs, left, fresh, more, pointed } = props;
  const t = useWords(queueWords);
  const frame = useRef<HTMLDivElement>(null);
  const now = useNow() + aheadMs;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]!.conversationId,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= rows.length - 5) more();
  }, [more, lastShown, rows.length]);
  const at = rows.findIndex(({ conversationId }) => conversationId === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <div
      className="queue-list"
      ref={frame}
      onPointerEnter={(event) => event.pointerType === 'mouse' && pointed(true)}
      onPointerLeave={() => pointed(false)}
    >
      <ul aria-label={t('list')} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]!;
          const id = row.conversationId;
          return (
            <li
              key={key}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <QueueRow row={row} now={now} chosen={id === chosen} left={left(id)} fresh={fresh.has(id)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
