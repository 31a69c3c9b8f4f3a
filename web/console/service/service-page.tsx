import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ServicePage as Figures } from '../../../core/contracts/console-service.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ModelsTable } from './models-table.tsx';
import { ServiceFigures } from './service-figures.tsx';
import { TopicWeeks } from './topic-weeks.tsx';
import { UnsureList } from './unsure-list.tsx';
import { serviceWords } from './words.ts';

const spans = ['7', '28', '90'];
const dayMs = 86_400_000;

/** Is the bot good enough: figures with their intervals, topics over time, and what it did not understand. */
export function ServicePage({ search }: { search: { days?: string } }) {
  const t = useWords(serviceWords);
  const shop = useShop();
  const setSearch = useSearchChange();
  const days = spans.includes(search.days ?? '') ? search.days! : '28';
  const path = `/api/console/shops/${shop.id}/service`;
  const figures = useQuery({
    queryKey: [path, days],
    queryFn: ({ signal }) => {
      const to = new Date();
      const from = new Date(to.getTime() - Number(days) * dayMs);
      const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
      return ask<Figures>('GET', `${path}?${query}`, undefined, signal);
    },
  });
  return (
    <>
      <PageHeader
        title={t('service')}
        state={t('state')}
        actions={
          <Select
            label={t('days')}
            value={days}
            onChange={(value) => setSearch({ days: value ?? undefined })}
            data={spans.map((n) => ({ value: n, label: t('daysOption', { n }) }))}
          />
        }
      />
      <div className="column">
        {figures.error && !figures.data && (
          <Failure error={figures.error} retry={() => void figures.refetch()} />
        )}
        {!figures.data && !figures.error && <Skeleton rows={4} />}
        {figures.data && (
          <>
            <ServiceFigures figures={figures.data} />
            <TopicWeeks weeks={figures.data.topicsByWeek} />
            <ModelsTable span={{ from: figures.data.from, to: figures.data.to }} />
          </>
        )}
        <UnsureList />
      </div>
    </>
  );
}
