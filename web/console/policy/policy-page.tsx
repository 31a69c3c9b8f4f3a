import { Tabs } from '@mantine/core';
import { PageHeader } from '../../ui/page-header.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { FairnessTab } from './fairness-tab.tsx';
import { FrontierTab } from './frontier-tab.tsx';
import { LearningTab } from './learning-tab.tsx';
import { policyWords } from './words.ts';

/** What decides who gets what: how much revenue may be given up, what was learned, and whether it is fair. */
export function PolicyPage({ search }: { search: { tab?: string } }) {
  const t = useWords(policyWords);
  const setSearch = useSearchChange();
  const tabs = { frontier: <FrontierTab />, learning: <LearningTab />, fairness: <FairnessTab /> };
  const chosen = Object.keys(tabs).find((tab) => tab === search.tab) ?? 'frontier';
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} />
      <Tabs
        value={chosen}
        onChange={(tab) => setSearch({ tab: tab === 'frontier' || tab === null ? undefined : tab })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {(Object.keys(tabs) as (keyof typeof tabs)[]).map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(tab)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {(Object.keys(tabs) as (keyof typeof tabs)[]).map((tab) => (
          <Tabs.Panel key={tab} value={tab}>
            {tabs[tab]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
