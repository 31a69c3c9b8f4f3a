import { Button, Select } from '@mantine/core';
import type { ReviewsPage } from '../../../core/contracts/console-reviews.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { aspectWords } from './aspect-words.ts';
import type { ReviewSearch } from './review-search.ts';
import { reviewWords } from './words.ts';

export const spans: readonly string[] = ['30', '90', '365'];

/** Time, category, product and aspect; all in the address. */
export function ReviewFilters(props: { view: ReviewsPage; search: ReviewSearch; days: string }) {
  const { view, search, days } = props;
  const t = useWords(reviewWords);
  const aspect = useWords(aspectWords);
  const { language } = useLanguage();
  const setSearch = useSearchChange();
  const set = (change: Partial<Record<keyof ReviewSearch, string | undefined>>) =>
    setSearch({ ...search, phrase: undefined, ...change });
  const products = view.products.filter(
    ({ category }) => search.category === undefined || category === search.category,
  );
  const filtered = search.category ?? search.product ?? search.aspect;
  return (
    <div className="filters">
      <Select
        label={t('days')}
        value={days}
        allowDeselect={false}
        onChange={(value) => set({ days: value ?? undefined })}
        data={spans.map((n) => ({ value: n, label: t('daysOption', { n }) }))}
      />
      <Select
        label={t('category')}
        placeholder={t('all')}
        value={search.category ?? null}
        onChange={(category) => set({ category: category ?? undefined, product: undefined })}
        data={view.categories.map(({ id, name }) => ({ value: id, label: name[language] }))}
      />
      <Select
        label={t('product')}
        placeholder={t('all')}
        value={search.product ?? null}
        onChange={(product) => set({ product: product ?? undefined })}
        data={products.map(({ id, name }) => ({ value: id, label: name[language] }))}
        searchable
        limit={100}
      />
      <Select
        label={t('aspect')}
        placeholder={t('all')}
        value={search.aspect ?? null}
        onChange={(value) => set({ aspect: value ?? undefined })}
        data={(Object.keys(aspectWords.en) as (keyof typeof aspectWords.en)[]).map((value) => ({
          value,
          label: aspect(value),
        }))}
      />
      {filtered !== undefined && (
        <Button
          variant="default"
          onClick={() => set({ category: undefined, product: undefined, aspect: undefined })}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}
