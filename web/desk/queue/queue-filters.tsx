import { Button, Popover, Select } from '@mantine/core';
import { settingsIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { topicWords } from '../../ui/words/topic-words.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { queueWords } from '../words/queue-words.ts';
import { type DeskState, states } from './queue-choices.ts';
import { SavedViewList } from './saved-view-list.tsx';

const risks = [0.2, 0.4, 0.6, 0.8];
/** In the shop's own units, whole. */
const values = [5_000, 10_000, 25_000, 50_000, 100_000];

/** What narrows the queue down, and the views that were saved of it. */
export function QueueFilters() {
  const t = useWords(queueWords);
  const shared = useWords(uiWords);
  const topics = useWords(topicWords);
  const { formats } = useDesk();
  const { search, go } = useDeskSearch();
  const { state, topic, language, risk, value } = search;
  const on = [state, topic, language, risk, value].filter((one) => one !== undefined).length;
  const any = { value: '', label: t('any') };
  const inside = { comboboxProps: { withinPortal: false } };
  const number = (text: string | null) => (text ? Number(text) : undefined);
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon path={settingsIcon} size={16} />}>
          {on > 0 ? t('filtersOn', { n: on }) : t('filters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters')}>
        <div className="column">
          <Select
            {...inside}
            label={t('state')}
            value={state ?? 'open'}
            onChange={(chosen) => go({ state: chosen === 'open' ? undefined : (chosen as DeskState) })}
            data={states.map((one) => ({ value: one, label: t(one) }))}
          />
          <Select
            {...inside}
            label={t('topic')}
            value={topic ?? ''}
            onChange={(chosen) => go({ topic: chosen || undefined })}
            data={[
              any,
              ...Object.keys(topicWords.en).map((one) => ({
                value: one,
                label: topics(one as keyof typeof topicWords.en),
              })),
            ]}
          />
          <Select
            {...inside}
            label={t('language')}
            value={language ?? ''}
            onChange={(chosen) => go({ language: (chosen || undefined) as 'en' | 'zh' | undefined })}
            data={[any, { value: 'en', label: 'English' }, { value: 'zh', label: '中文' }]}
          />
          <Select
            {...inside}
            label={t('risk')}
            value={risk === undefined ? '' : String(risk)}
            onChange={(chosen) => go({ risk: number(chosen) })}
            data={[any, ...risks.map((one) => ({ value: String(one), label: formats.percent(one) }))]}
          />
          <Select
            {...inside}
            label={t('value')}
            value={value === undefined ? '' : String(value)}
            onChange={(chosen) => go({ value: number(chosen) })}
            data={[any, ...values.map((one) => ({ value: String(one), label: formats.money(one) }))]}
          />
          {on > 0 && (
            <Button
              variant="default"
              onClick={() =>
                go({
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
          )}
          <SavedViewList />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
