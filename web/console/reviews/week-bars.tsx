import type { PainPoint } from '../../../core/contracts/console-reviews.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { reviewWords } from './words.ts';

/** Twelve weeks as small bars: how many spoke of it, and how many of those complained. */
export function WeekBars({ weeks }: { weeks: PainPoint['weeks'] }) {
  const t = useWords(reviewWords);
  const formats = useFormats();
  const most = Math.max(1, ...weeks.map(({ of }) => of));
  const list = weeks
    .map(({ count, of }) => t('trendWeek', { count: formats.count(count), of: formats.count(of) }))
    .join(', ');
  return (
    <span className="week-bars" role="img" aria-label={t('trendOf', { list })}>
      {weeks.map(({ week, count, of }) => (
        <span key={week} style={{ height: `${(100 * of) / most}%` }}>
          <span style={{ height: of === 0 ? 0 : `${(100 * count) / of}%` }} />
        </span>
      ))}
    </span>
  );
}
