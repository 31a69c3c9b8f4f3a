import type { CaseEffect as Effect } from '../../../core/contracts/console-reviews.ts';
import { ForestChart } from '../../ui/charts/forest-chart.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useShare } from './use-share.ts';
import { reviewWords } from './words.ts';

/** The negative share before an action and since, drawn one under the other. */
export function CaseEffect({ effect }: { effect: Effect }) {
  const t = useWords(reviewWords);
  const { interval, points } = useShare();
  const { before, after, change } = effect;
  if (!change) return <p className="meta">{t('effectNone')}</p>;
  const row = (key: 'before' | 'after', { share, low, high }: Effect['before']) => ({
    key,
    label: t(key),
    estimate: share!,
    lower: low!,
    upper: high!,
    control: key === 'before',
  });
  return (
    <>
      <ForestChart
        label={t('share')}
        rows={[row('before', before), row('after', after)]}
        nameTitle={t('case')}
        figureTitle={t('share')}
        format={({ estimate, lower, upper }) => interval({ share: estimate, low: lower, high: upper })}
      />
      <p className="meta">
        {t('effect', {
          before: t('countOf', { count: before.count, of: before.of }),
          after: t('countOf', { count: after.count, of: after.of }),
          change: points(change),
        })}
      </p>
    </>
  );
}
