import type { ReviewsPage } from '../../../core/contracts/console-reviews.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { MoodBar } from './mood-bar.tsx';
import { useShare } from './use-share.ts';
import { reviewWords } from './words.ts';

/** How many reviews there are, how they feel, and how much has got worse. */
export function ReviewFigures({ page }: { page: ReviewsPage }) {
  const t = useWords(reviewWords);
  const formats = useFormats(useShop());
  const { whole } = useShare();
  const { negative, neutral, positive } = page.sentiments;
  const read = negative + neutral + positive;
  const words = {
    n: formats.count(read),
    negative: formats.count(negative),
    neutral: formats.count(neutral),
    positive: formats.count(positive),
  };
  return (
    <section className="card card-body column">
      <dl className="figures">
        <div className="figure">
          <dt className="meta">{t('reviews')}</dt>
          <dd>{formats.count(page.reviews)}</dd>
          <dd className="meta">
            {t('ofReviews', { n: formats.count(read), of: formats.count(page.reviews) })}
          </dd>
        </div>
        <div className="figure">
          <dt className="meta">{t('negative')}</dt>
          <dd>{whole(read === 0 ? null : negative / read)}</dd>
          <dd className="meta">
            {t('countOf', { count: formats.count(negative), of: formats.count(read) })}
          </dd>
        </div>
        <div className="figure">
          <dt className="meta">{t('alarms')}</dt>
          <dd>{formats.count(page.alarms)}</dd>
          <dd className="meta">{t('alarmsHelp', { rate: formats.percent(page.falseAlarmRate) })}</dd>
        </div>
      </dl>
      <MoodBar negative={negative} neutral={neutral} positive={positive} label={t('feelings', words)} />
      <ul className="mood-parts meta">
        {(['negative', 'neutral', 'positive'] as const).map((part) => (
          <li key={part} data-part={part}>
            {t(part)} {words[part]}
          </li>
        ))}
      </ul>
      {page.readAt && (
        <p className="meta">
          {t('readAt', { when: formats.relative(page.readAt) })}
          {page.unread > 0 && ` ${t('unread', { n: formats.count(page.unread) })}`}
        </p>
      )}
    </section>
  );
}
