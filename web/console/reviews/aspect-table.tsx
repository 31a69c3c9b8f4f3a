import type { ReviewsPage } from '../../../core/contracts/console-reviews.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { aspectWords } from './aspect-words.ts';
import { MoodBar } from './mood-bar.tsx';
import type { ReviewSearch } from './review-search.ts';
import { useShare } from './use-share.ts';
import { reviewWords } from './words.ts';

type Row = ReviewsPage['aspects'][number];

/** Each aspect with how many speak of it and how many of those complain; choosing one narrows the page to it. */
export function AspectTable({ aspects, search }: { aspects: readonly Row[]; search: ReviewSearch }) {
  const t = useWords(reviewWords);
  const name = useWords(aspectWords);
  const formats = useFormats();
  const { interval } = useShare();
  const setSearch = useSearchChange();
  const columns: Column<Row>[] = [
    {
      key: 'aspect',
      title: t('aspect'),
      cell: ({ aspect }) => (
        <button
          type="button"
          className="plain"
          onClick={() =>
            setSearch({ ...search, aspect: search.aspect === aspect ? undefined : aspect, phrase: undefined })
          }
          aria-pressed={search.aspect === aspect}
        >
          {name(aspect)}
        </button>
      ),
    },
    {
      key: 'mood',
      title: t('mood'),
      cell: ({ negative: { count, of }, positive }) => {
        const neutral = of - count - positive;
        const words = {
          negative: formats.count(count),
          neutral: formats.count(neutral),
          positive: formats.count(positive),
        };
        return <MoodBar negative={count} neutral={neutral} positive={positive} label={t('moodOf', words)} />;
      },
    },
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      cell: ({ negative }) => <span className="nowrap">{interval(negative)}</span>,
    },
    { key: 'speak', title: t('speak'), align: 'right', cell: ({ negative }) => formats.count(negative.of) },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('aspects')}</h2>
        <p className="meta">{t('aspectsHelp')}</p>
      </div>
      <DataTable
        label={t('aspects')}
        columns={columns}
        rows={aspects}
        rowKey={({ aspect }) => aspect}
        empty={null}
        whole
      />
    </section>
  );
}
