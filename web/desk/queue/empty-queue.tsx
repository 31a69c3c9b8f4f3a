import { Button } from '@mantine/core';
import type { DeskToday } from '../../../core/contracts/desk-queue.ts';
import { Empty } from '../../ui/states/empty.tsx';
import { unknown } from '../../ui/words/formats.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { queueWords } from '../words/queue-words.ts';

/** Nothing matches, nothing is mine, or nobody waits: then today's figures. */
export function EmptyQueue() {
  const t = useWords(queueWords);
  const shared = useWords(uiWords);
  const { search, go } = useDeskSearch();
  const { q, state, topic, language, risk, value } = search;
  if ([q, state, topic, language, risk, value].some((one) => one !== undefined))
    return (
      <Empty
        action={
          <Button
            variant="default"
            onClick={() =>
              go({
                q: undefined,
                state: undefined,
                topic: undefined,
                language: undefined,
                risk: undefined,
                value: undefined,
              })
            }
          >
            {shared('clearFilters')}
          </Button>
        }
      >
        {t('noMatch')}
      </Empty>
    );
  if (search.view === 'mine')
    return (
      <Empty
        action={
          <Button variant="default" onClick={() => go({ view: 'unassigned' })}>
            {t('showUnassigned')}
          </Button>
        }
      >
        {t('nothingMine')}
      </Empty>
    );
  return <Today />;
}

function Today() {
  const t = useWords(queueWords);
  const { formats } = useDesk();
  const { data } = useDeskQuery<DeskToday>('today', { staleTime: 5_000 });
  const first = data?.medianFirstReplyS;
  return (
    <div className="today">
      <p>{t('nothingWaits')}</p>
      {data && (
        <dl>
          <Figure name={t('asked')} value={formats.count(data.asked)} />
          <Figure name={t('answered')} value={formats.count(data.answered)} />
          <Figure name={t('solved')} value={formats.count(data.resolved)} />
          <Figure name={t('talks')} value={formats.count(data.conversations)} />
          <Figure
            name={t('firstReply')}
            value={
              first === null || first === undefined
                ? unknown
                : first < 60
                  ? t('seconds', { n: Math.round(first) })
                  : t('minutes', { n: Math.round(first / 60) })
            }
          />
          <Figure
            name={t('rating', { n: formats.count(data.rating.count) })}
            value={data.rating.mean === null ? unknown : data.rating.mean.toFixed(1)}
          />
        </dl>
      )}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}
