import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UnsureMessage } from '../../../core/contracts/console-service.ts';
import { ask } from '../../ui/api/ask.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { topicWords } from '../../ui/words/topic-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { serviceWords } from './words.ts';

type Topic = keyof typeof topicWords.en;
const topics = Object.keys(topicWords.en) as Topic[];

/** The work list: the least sure message first, labelled with one press where a guess is right, two where none is. */
export function UnsureList() {
  const t = useWords(serviceWords);
  const topicName = useWords(topicWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const path = `/api/console/shops/${shop.id}/service/misunderstood`;
  const list = usePages<UnsureMessage>(path, {});
  const at = (message: UnsureMessage) => `${path}/${message.conversationId}/${message.sequence}`;
  const again = () => queries.invalidateQueries({ queryKey: [path] });
  const takeBack = useMutation({
    mutationFn: (message: UnsureMessage) => ask<void>('DELETE', at(message)),
    onSuccess: again,
  });
  const label = useMutation({
    mutationFn: ({ message, topic }: { message: UnsureMessage; topic: Topic | null }) =>
      ask<void>('PUT', at(message), { topic }),
    onSuccess: (_, { message, topic }) => {
      void again();
      showToast({
        kind: 'good',
        text: topic === null ? t('skipped') : t('noted', { topic: topicName(topic) }),
        action: { label: t('undo'), run: () => takeBack.mutate(message) },
      });
    },
  });
  const columns: Column<UnsureMessage>[] = [
    { key: 'text', title: t('text'), cell: ({ text, language }) => <span lang={language}>{text}</span> },
    {
      key: 'guess',
      title: t('guess'),
      cell: (message) => (
        <span className="guess">
          {message.guesses.map(({ topic, probability }) => (
            <Button
              key={topic}
              variant="default"
              size="compact-sm"
              onClick={() => label.mutate({ message, topic })}
            >
              {topicName(topic)} {formats.percent(Math.round(probability * 100) / 100)}
            </Button>
          ))}
        </span>
      ),
    },
    {
      key: 'right',
      title: t('right'),
      cell: (message) => (
        <span className="guess">
          <Select
            aria-label={t('right')}
            placeholder={t('choose')}
            value={null}
            onChange={(topic) => topic && label.mutate({ message, topic: topic as Topic })}
            data={topics.map((topic) => ({ value: topic, label: topicName(topic) }))}
          />
          <Button variant="subtle" onClick={() => label.mutate({ message, topic: null })}>
            {t('skip')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <div className="row">
          <h2>{t('misunderstood')}</h2>
          <CsvButton href={`/api/console/shops/${shop.id}/service/labelled.csv`} label={t('csvLabelled')} />
        </div>
        <p className="meta">{t('misunderstoodHelp')}</p>
        {label.error && <Failure error={label.error} />}
      </div>
      <DataTable
        {...list}
        label={t('misunderstood')}
        columns={columns}
        rowKey={({ conversationId, sequence }) => `${conversationId}|${sequence}`}
        empty={<Empty>{t('misunderstoodNone')}</Empty>}
      />
    </section>
  );
}
