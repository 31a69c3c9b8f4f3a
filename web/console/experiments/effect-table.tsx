import type { EffectView, MetricView } from '../../../core/contracts/console-experiments.ts';
import { ForestMark } from '../../ui/charts/forest-mark.tsx';
import { useShop } from '../../ui/shop.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { resultWords } from './result-words.ts';
import { useArmName } from './use-arm-name.ts';
import { useMetricFormat } from './use-metric-format.ts';
import { experimentWords } from './words.ts';

interface Line {
  readonly id: string;
  readonly metric: MetricView;
  readonly effect: EffectView;
}

/** Harm lies higher for these. */
const lowerIsBetter = ['complaints', 'opt_outs', 'handoffs'];

/** Every metric and arm: the difference with its always-valid interval, as figures and as a forest. */
export function EffectTable({ metrics, name }: { metrics: readonly MetricView[]; name: string }) {
  const t = useWords(resultWords);
  const words = useWords(experimentWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const armName = useArmName();
  const format = useMetricFormat();
  const lines = metrics.flatMap((metric) =>
    (metric.effects ?? []).map(
      (effect): Line => ({
        id: `${metric.metric} ${metric.windowDays} ${effect.arm}`,
        metric,
        effect,
      }),
    ),
  );
  const reach = { cents: reachOf(lines, 'cents'), rate: reachOf(lines, 'rate') };
  const interval = ({ metric: { unit }, effect }: Line) => {
    const low = format(effect.lower, unit, true);
    const high = format(effect.upper, unit, true);
    return `${format(effect.estimate, unit, true)}${language === 'zh' ? `（${low} 至 ${high}）` : ` (${low} to ${high})`}`;
  };
  return (
    <DataTable
      label={t('effects', { name })}
      rows={lines}
      rowKey={({ id }) => id}
      empty={null}
      whole
      columns={[
        {
          key: 'metric',
          title: t('metric'),
          cell: ({ metric }) => (
            <>
              {t(metric.metric)} <span className="meta">{t(metric.role, { days: metric.windowDays })}</span>
            </>
          ),
        },
        { key: 'arm', title: words('arm'), cell: ({ effect }) => armName(effect.arm) },
        {
          key: 'control',
          title: t('controlMean'),
          align: 'right',
          cell: ({ metric }) => {
            const mean = metric.arms[0]?.mean ?? null;
            return mean === null ? '–' : format(mean, metric.unit);
          },
        },
        {
          key: 'difference',
          title: t('difference'),
          align: 'right',
          cell: (line) => <span className="nowrap">{interval(line)}</span>,
        },
        {
          key: 'forest',
          title: t('relative'),
          cell: (line) => {
            const drawn = drawnOf(line);
            if (drawn === null) return <span className="meta">{t('noRelative')}</span>;
            const { unit, metric } = line.metric;
            return (
              <>
                <ForestMark
                  estimate={drawn.at}
                  lower={drawn.low}
                  upper={drawn.high}
                  reach={reach[unit]}
                  better={drawn.at > 0 !== lowerIsBetter.includes(metric)}
                />
                {unit === 'cents' && <span className="meta nowrap">{formats.estimate(drawn)}</span>}
              </>
            );
          },
        },
        {
          key: 'matured',
          title: t('matured'),
          align: 'right',
          cell: ({ metric }) => formats.count(metric.arms.reduce((sum, { matured }) => sum + matured, 0)),
        },
        {
          key: 'guardrail',
          title: t('reading'),
          cell: (line) => <Reading {...line} />,
        },
      ]}
    />
  );
}

/** An amount is drawn in percent of the control; a rate in points, as a percentage of little means nothing. */
function drawnOf({ metric, effect }: Line): EffectView['relative'] {
  return metric.unit === 'cents'
    ? effect.relative
    : { at: effect.estimate, low: effect.lower, high: effect.upper };
}

/** The largest limit among the lines of a unit: they share a scale. */
function reachOf(lines: readonly Line[], unit: MetricView['unit']): number {
  return Math.max(
    0.01,
    ...lines.flatMap((line) => {
      const drawn = line.metric.unit === unit ? drawnOf(line) : null;
      return drawn ? [Math.abs(drawn.low), Math.abs(drawn.high)] : [];
    }),
  );
}

/** A guardrail's state, or the chance to win with what the choice risks. */
function Reading({ metric, effect }: Line) {
  const t = useWords(resultWords);
  const formats = useFormats(useShop());
  const format = useMetricFormat();
  if (metric.role !== 'guardrail')
    return t('chance', {
      // Nothing is ever sure.
      share: effect.chanceToWin > 0.999 ? '> 99.9%' : formats.percent(Math.max(0.001, effect.chanceToWin)),
      loss: format(effect.expectedLoss, metric.unit),
    });
  if (!metric.guardrail) return t('watched');
  const state = metric.guardrail.arms.find(({ arm }) => arm === effect.arm)?.state ?? 'open';
  return t(state, { tolerated: format(metric.guardrail.tolerated, metric.unit) });
}
