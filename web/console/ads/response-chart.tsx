import { scaleLinear } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import type { AdsChannel } from '../../../core/contracts/console-ads.ts';
import '../../ui/charts/charts.css';
import { axisText, ChartAxes } from '../../ui/charts/chart-axes.tsx';
import { useWidth } from '../../ui/charts/use-width.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useMoneyInterval } from '../../ui/words/use-money-interval.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { usePerUnit } from './use-per-unit.ts';
import { adsWords } from './words.ts';

const height = 200;
const margin = { top: 16, right: 24, bottom: 28, left: 72 };
/** What each spend on a channel brings a day, in the band of its interval; today ringed, the proposal filled. */
export function ResponseChart({ channel }: { channel: AdsChannel }) {
  const t = useWords(adsWords);
  const formats = useFormats(useShop());
  const interval = useMoneyInterval();
  const { unit, perUnit } = usePerUnit();
  const [frame, width] = useWidth();
  const { curve, spendCents, proposedCents } = channel;
  const x = scaleLinear({
    domain: [0, Math.max(1, curve.at(-1)!.spendCents)],
    range: [margin.left, width - margin.right],
  });
  const y = scaleLinear({
    domain: [0, Math.max(1, ...curve.map(({ upper }) => upper))],
    range: [height - margin.bottom, margin.top],
    nice: true,
  });
  const at = (spend: number) => {
    const after = curve.findIndex((point) => point.spendCents >= spend);
    const [a, b] = [curve[Math.max(0, after - 1)]!, curve[Math.max(0, after)]!];
    const part = b.spendCents > a.spendCents ? (spend - a.spendCents) / (b.spendCents - a.spendCents) : 0;
    return a.estimate + part * (b.estimate - a.estimate);
  };
  return (
    <section>
      <h3>{t('curve', { channel: channel.channel })}</h3>
      <div className="chart" ref={frame}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={t('curveReadout', {
              channel: channel.channel,
              spend: formats.money(Math.round(spendCents)),
              brings: interval(channel.brings),
              unit,
              marginal: perUnit(channel.marginal),
              proposed: formats.money(Math.round(proposedCents)),
            })}
          >
            <ChartAxes
              x={x}
              y={y}
              width={width}
              left={margin.left}
              bottom={height - margin.bottom}
              room={120}
              formatX={(value) => formats.moneyShort(Number(value))}
              formatY={(value) => formats.moneyShort(value)}
            />
            <g data-series={1}>
              <AreaClosed
                data={[...curve]}
                x={(point) => x(point.spendCents)}
                y={({ upper }) => y(upper)}
                y0={({ lower }) => y(lower)}
                yScale={y}
                fill="var(--series)"
                opacity={0.2}
              />
              <LinePath
                className="chart-line"
                data={[...curve]}
                x={(point) => x(point.spendCents)}
                y={({ estimate }) => y(estimate)}
              />
              <circle className="chart-dot" cx={x(proposedCents)} cy={y(at(proposedCents))} r={4} />
            </g>
            <circle
              cx={x(spendCents)}
              cy={y(at(spendCents))}
              r={7}
              fill="none"
              stroke="var(--text)"
              strokeWidth={2}
            />
            <text x={x(spendCents)} y={y(at(spendCents)) - 12} textAnchor="middle" {...axisText}>
              {t('today')}
            </text>
            {Math.abs(x(proposedCents) - x(spendCents)) > 56 && (
              <text x={x(proposedCents)} y={y(at(proposedCents)) - 12} textAnchor="middle" {...axisText}>
                {t('proposal')}
              </text>
            )}
          </svg>
        )}
      </div>
    </section>
  );
}
