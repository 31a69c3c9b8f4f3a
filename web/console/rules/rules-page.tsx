import { Tabs } from '@mantine/core';
import { PageHeader } from '../../ui/page-header.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { OffersTab } from '../offers/offers-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import { ruleWords } from './words.ts';

/** What exists to be given, and who may get it. */
export function RulesPage({ search }: { search: { tab?: string } }) {
  const t = useWords(ruleWords);
  const setSearch = useSearchChange();
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} />
      <Tabs
        value={search.tab === 'offers' ? 'offers' : 'rules'}
        onChange={(chosen) => setSearch({ tab: chosen === 'offers' ? 'offers' : undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="rules">{t('rules')}</Tabs.Tab>
          <Tabs.Tab value="offers">{t('offers')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rules">
          <RulesTab />
        </Tabs.Panel>
        <Tabs.Panel value="offers">
          <OffersTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
