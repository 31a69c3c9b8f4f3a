import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { SearchField } from '../../ui/search-field.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { useLive } from '../live/live-desk.tsx';
import { useCounts } from '../live/use-counts.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { deskWords } from '../words/desk-words.ts';
import { queueWords } from '../words/queue-words.ts';
import { DeskSettings } from './desk-settings.tsx';
import { EmptyQueue } from './empty-queue.tsx';
import { type DeskView, views } from './queue-choices.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueList } from './queue-list.tsx';
import { defaultView, useQueue } from './use-queue.ts';
import { useSettledRows } from './use-settled-rows.ts';

/** The queue with its search and filters; two keys go through it. */
export function QueuePane() {
  const t = useWords(queueWords);
  const words = useWords(deskWords);
  const { formats } = useDesk();
  const { search, go } = useDeskSearch();
  const { lostAt } = useLive();
  const counts = useCounts();
  const queue = useQueue(search);
  const [pointed, setPointed] = useState(false);
  const [letIn, setLetIn] = useState<ReadonlySet<string>>(new Set());
  const settled = useSettledRows(queue.rows, queue.path, pointed);
  const rows = settled.rows;
  const step = (by: 1 | -1) => {
    if (!rows?.length) return;
    const at = rows.findIndex(({ conversationId }) => conversationId === search.c);
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
    go({ c: rows[next]!.conversationId });
  };
  useDeskKeys({ next: () => step(1), before: () => step(-1) });
  const label = (view: DeskView) => (counts ? `${t(view)} ${formats.count(counts[view])}` : t(view));
  return (
    <section className="queue" aria-label={words('title')}>
      <header className="queue-head">
        <div className="queue-title">
          <h1>
            {words('title')} <span className="figure">{counts && formats.count(counts.all)}</span>
          </h1>
          <DeskSettings />
        </div>
        <SearchField
          compact
          label={t('search')}
          value={search.q ?? ''}
          onChange={(q) => go({ q: q || undefined })}
        />
        {!search.q && (
          <div className="queue-views">
            <SegmentedControl
              aria-label={t('view')}
              value={search.view ?? defaultView}
              onChange={(view) => go({ view: view as DeskView })}
              data={views.map((value) => ({ value, label: label(value) }))}
            />
            <QueueFilters />
          </div>
        )}
        {lostAt && (
          <p className="queue-lost" role="status">
            {words('reconnecting', { time: formats.time(lostAt) })}
          </p>
        )}
      </header>
      {settled.fresh.length > 0 && (
        <Button
          variant="light"
          className="queue-fresh"
          onClick={() => {
            setLetIn(new Set(settled.fresh));
            settled.letIn();
          }}
        >
          {t('fresh', { n: formats.count(settled.fresh.length) })}
        </Button>
      )}
      {queue.error ? (
        <Failure error={queue.error} retry={queue.retry} />
      ) : !rows ? (
        <Skeleton rows={6} rowHeight={84} />
      ) : rows.length === 0 ? (
        <EmptyQueue />
      ) : (
        <QueueList
          rows={rows}
          chosen={search.c}
          aheadMs={queue.aheadMs}
          left={settled.left}
          fresh={letIn}
          more={queue.more}
          pointed={setPointed}
        />
      )}
    </section>
  );
}
