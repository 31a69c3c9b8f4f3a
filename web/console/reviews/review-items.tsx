import { Button, SegmentedControl } from '@mantine/core';
import type { ReviewRow } from '../../../core/contracts/console-reviews.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { aspectWords } from './aspect-words.ts';
import { reviewWords } from './words.ts';

const feelings = ['negative', 'neutral', 'positive'] as const;

/** The reviews behind a figure, newest first, with the clauses that were read marked. */
export function ReviewItems(props: {
  filters: Readonly<Record<string, string | undefined>>;
  feeling: string;
  setFeeling(feeling: string): void;
  /** Marks clauses on this aspect alone; all without it. */
  aspect?: string | undefined;
}) {
  const t = useWords(reviewWords);
  const shared = useWords(uiWords);
  const shop = useShop();
  const { rows, error, retry, stale, more, loadingMore } = usePages<ReviewRow>(
    `/api/console/shops/${shop.id}/reviews/list`,
    {
      ...props.filters,
      limit: '20',
      ...(props.feeling !== 'all' && { sentiment: props.feeling }),
    },
  );
  return (
    <>
      <SegmentedControl
        aria-label={t('feeling')}
        value={props.feeling}
        onChange={props.setFeeling}
        data={[
          { value: 'all', label: t('everything') },
          ...feelings.map((value) => ({ value, label: t(value) })),
        ]}
      />
      {error && !rows && <Failure error={error} retry={retry} />}
      {!rows && !error && <Skeleton rows={6} />}
      {rows?.length === 0 && <Empty>{t('listNone')}</Empty>}
      {rows && rows.length > 0 && (
        <ul className="reviews" aria-busy={stale}>
          {rows.map((review) => (
            <ReviewItem key={review.id} review={review} aspect={props.aspect} />
          ))}
        </ul>
      )}
      {more && (
        <Button variant="default" onClick={more} loading={loadingMore}>
          {shared('more')}
        </Button>
      )}
    </>
  );
}

function ReviewItem({ review, aspect }: { review: ReviewRow; aspect: string | undefined }) {
  const t = useWords(reviewWords);
  const name = useWords(aspectWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  return (
    <li className="review">
      <p className="meta review-head">
        {review.rating !== null && (
          <span role="img" aria-label={t('stars', { n: review.rating })}>
            {'★'.repeat(review.rating)}
            {'☆'.repeat(5 - review.rating)}
          </span>
        )}
        <span>{review.product[language]}</span>
        <span>{formats.date(review.writtenAt)}</span>
      </p>
      <p lang={review.language}>
        {partsOf(review, aspect).map(({ text, opinion, start }) =>
          opinion ? (
            <mark
              key={start}
              data-feeling={opinion.sentiment}
              title={t('saysOf', { aspect: name(opinion.aspect), feeling: t(opinion.sentiment) })}
            >
              {text}
            </mark>
          ) : (
            <span key={start}>{text}</span>
          ),
        )}
      </p>
    </li>
  );
}

/** The text cut at the clauses that are marked; no two overlap. */
function partsOf({ body, opinions }: ReviewRow, aspect: string | undefined) {
  const marked = opinions
    .filter((opinion) => aspect === undefined || opinion.aspect === aspect)
    .toSorted((a, b) => a.start - b.start);
  const parts: { start: number; text: string; opinion?: ReviewRow['opinions'][number] }[] = [];
  let at = 0;
  for (const opinion of marked) {
    if (opinion.start > at) parts.push({ start: at, text: body.slice(at, opinion.start) });
    parts.push({ start: opinion.start, text: body.slice(opinion.start, opinion.end), opinion });
    at = opinion.end;
  }
  if (at < body.length) parts.push({ start: at, text: body.slice(at) });
  return parts;
}
