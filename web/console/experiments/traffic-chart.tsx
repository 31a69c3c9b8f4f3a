import type { ExperimentSummary } from '../../../core/contracts/console-experiments.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { resultWords } from './result-words.ts';
import { useArmName } from './use-arm-name.ts';

const dayMs = 86_400_000;
/** As many as a chart has colours for. */
const mostLines = 5;

/** Which part of the new shoppers each arm got day by day, and what the last move rested on. */
export function TrafficChart({ experiment }: { experiment: ExperimentSummary }) {
  const t = useWords(resultWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const armName = useArmName();
  const { traffic, arms, stoppedAt } = experiment;
  const last = traffic.at(-1);
  if (!last) return null;
  if (traffic.length === 1) return <p className="meta">{t('trafficWaits', { n: 100 })}</p>;
  const days = daysOf(traffic[0]!.since, stoppedAt ?? new Date().toISOString());
  const listed = (values: readonly number[]) =>
    arms
      .map(({ key }, i) => `${armName(key)} ${formats.percent(values[i]!)}`)
      .join(language === 'zh' ? '，' : ', ');
  return (
    <section>
      <h3>{t('trafficTitle')}</h3>
      <LineChart
        label={t('trafficTitle')}
        xs={days}
        xTitle={t('day')}
        series={arms.slice(0, mostLines).map(({ key }, i) => ({
          label: armName(key),
          values: days.map((day) => traffic.findLast(({ since }) => since <= day)!.shares[i]!),
        }))}
        format={(value) => formats.percent(value)}
        formatAxis={(value) => formats.percent(value)}
        formatX={(iso) => formats.date(iso)}
      />
      <p className="meta">
        {t('trafficBest', {
          date: formats.date(last.since),
          arms: listed(last.shares),
          best: listed(last.best ?? last.shares),
        })}
      </p>
    </section>
  );
}

/** A moment on each day from the first to the last, both of them included. */
function daysOf(from: string, to: string): string[] {
  const [begin, end] = [new Date(from).getTime(), new Date(to).getTime()];
  const count = Math.max(1, Math.ceil((end - begin) / dayMs));
  return Array.from({ length: count + 1 }, (_, i) =>
    new Date(Math.min(end, begin + i * dayMs)).toISOString(),
  );
}
