import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import type { FrontierRun } from '../../../core/contracts/console-policy.ts';
import '../../ui/charts/charts.css';
import { ChartAxes } from '../../ui/charts/chart-axes.tsx';
import { useWidth } from '../../ui/charts/use-width.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { usePercent } from './use-percent.ts';
import { policyWords } from './words.ts';

const height = 260;
const margin = { top: 16, right: 24, bottom: 28, left: 72 };
/** Margin added against change of revenue: the frontier as a line, draws of today ringed, the proposal filled. */
export function FrontierChart({ run, proposed }: { run: FrontierRun; proposed: number }) {
  const t = useWords(policyWords);
  const formats = useFormats(useShop());
  const percent = usePercent();
  const [frame, width] = useWidth();
  const share = (srLossCents: number) => -srLossCents / Math.max(1, run.baselineSrCents);
  const line = [...run.curve].sort((a, b) => a.srLossCents - b.srLossCents);
  const point = run.points[proposed]!;
  const marks = [
    { key: 'today', at: run.today, spread: null },
    { key: 'proposed', at: point.served, spread: null },
    { key: 'best', at: point, spread: point },
  ] as const;
  const xs = [
    0,
    ...line.map(({ srLossCents }) => share(srLossCents)),
    ...marks.map(({ at }) => share(at.srLossCents)),
  ];
  const ys = [
    0,
    ...line.map(({ deltaCents }) => deltaCents),
    ...marks.map(({ at, spread }) => at.deltaCents + (spread?.deltaSpreadCents ?? 0)),
    point.deltaCents - point.deltaSpreadCents,
  ];
  const x = scaleLinear({
    domain: [Math.min(...xs), Math.max(...xs, 1e-4)],
    range: [margin.left, width - margin.right],
    nice: true,
  });
  const y = scaleLinear({
    domain: [Math.min(...ys), Math.max(...ys, 1)],
    range: [height - margin.bottom, margin.top],
    nice: true,
  });
  const sentence = marks
    .map(({ key, at }) =>
      t('readout', {
        name: t(key),
        margin: formats.money(at.deltaCents),
        revenue: percent(share(at.srLossCents)),
      }),
    )
    .join(' ');
  return (
    <div className="chart" ref={frame}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={sentence}>
          <ChartAxes
            x={x}
            y={y}
            width={width}
            left={margin.left}
            bottom={height - margin.bottom}
            formatX={(value) => percent(Number(value))}
            formatY={(value) => formats.moneyShort(value)}
          />
          <line x1={x(0)} x2={x(0)} y1={margin.top} y2={height - margin.bottom} stroke="var(--border)" />
          <g>
            <LinePath
              stroke="var(--muted)"
              strokeWidth={2}
              fill="none"
              data={line}
              x={({ srLossCents }) => x(share(srLossCents))}
              y={({ deltaCents }) => y(deltaCents)}
            />
          </g>
          {marks.map(({ key, at, spread }, i) => (
            <g
              key={key}
              data-series={i + 1}
              transform={`translate(${x(share(at.srLossCents))} ${y(at.deltaCents)})`}
            >
              {spread && (
                <path
                  d={`M0 ${y(at.deltaCents + spread.deltaSpreadCents) - y(at.deltaCents)}V${y(at.deltaCents - spread.deltaSpreadCents) - y(at.deltaCents)}M${x(share(at.srLossCents - spread.srLossSpreadCents)) - x(share(at.srLossCents))} 0H${x(share(at.srLossCents + spread.srLossSpreadCents)) - x(share(at.srLossCents))}`}
                  stroke="var(--series)"
                  strokeWidth={1.5}
                />
              )}
              <circle
                r={key === 'today' ? 6 : 4.5}
                fill={key === 'today' ? 'var(--bg)' : 'var(--series)'}
                stroke="var(--series)"
                strokeWidth={2}
              />
            </g>
          ))}
        </svg>
      )}
      <p className="meta">{t('xAxis')}</p>
      <ul className="chart-names">
        {marks.map(({ key, at }, i) => (
          <li key={key} data-series={i + 1} data-mark={key === 'today' ? 'ring' : 'dot'}>
            {t(key)}{' '}
            <strong>
              {formats.money(at.deltaCents)} · {percent(share(at.srLossCents))}
            </strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
