import type { MetricView } from '../../../core/contracts/console-experiments.ts';
import { BandChart, type BandPoint } from '../../ui/charts/band-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { resultWords } from './result-words.ts';
import { useArmName } from './use-arm-name.ts';
import { useMetricFormat } from './use-metric-format.ts';

/** How the difference and its interval went, by the day on which shoppers matured. */
export function EffectChart({ metric }: { metric: MetricView }) {
  const t = useWords(resultWords);
  const { language } = useLanguage();
  const shop = useShop();
  const formats = useFormats(shop);
  const armName = useArmName();
  const format = useMetricFormat();
  const { days, unit } = metric;
  const title = t(metric.role === 'surrogate' ? 'chartSurrogate' : 'chartPrimary', {
    days: metric.windowDays,
    currency: shop.currency,
  });
  const inWords = ({ estimate, lower, upper }: BandPoint) => {
    const [low, high] = [format(lower, unit, true), format(upper, unit, true)];
    return `${format(estimate, unit, true)}${language === 'zh' ? `（${low} 至 ${high}）` : ` (${low} to ${high})`}`;
  };
  return (
    <section>
      <h3>{title}</h3>
      <BandChart
        label={title}
        xs={days.map(({ day }) => `${day}T12:00:00Z`)}
        xTitle={t('day')}
        series={days[0]!.effects.map(({ arm }) => ({
          label: armName(arm),
          points: days.map(({ effects }) => effects.find((one) => one.arm === arm)!),
        }))}
        format={inWords}
        formatAxis={(value) => formats.moneyShort(value)}
        formatX={(iso) => formats.date(iso)}
      />
    </section>
  );
}
