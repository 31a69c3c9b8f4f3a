import { Button } from '@mantine/core';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { useState } from 'react';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { ChartTable } from './chart-table.tsx';
import type { LineChartProps } from './line-chart-props.ts';
import './charts.css';
import { useWidth } from './use-width.ts';

const height = 220;
const margin = { top: 12, right: 12, bottom: 28, left: 64 };

/** Lines over time from zero; arrow keys move a readout, and the same figures are there as a table. */
export function LineChart(props: LineChartProps) {
  const t = useWords(uiWords);
  const [frame, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const { xs, series } = props;
  const last = xs.length - 1;
  const move = (by: number) => setAt((now) => Math.min(last, Math.max(0, (now ?? last) + by)));
  return (
    <div className="chart" ref={frame}>
      <div className="chart-head">
        <ul className="chart-names">
          {series.map(({ label, values }, i) => (
            <li key={label} data-series={i + 1}>
              {label} <strong>{props.format(values[at ?? last] ?? 0)}</strong>
            </li>
          ))}
          <li className="meta">{props.formatX(xs[at ?? last] ?? '')}</li>
        </ul>
        <Button variant="default" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {t('table')}
        </Button>
      </div>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <div
          role="slider"
          tabIndex={0}
          aria-label={props.label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at ?? last}
          aria-valuetext={`${props.formatX(xs[at ?? last] ?? '')}: ${series
            .map(({ label, values }) => `${label} ${props.format(values[at ?? last] ?? 0)}`)
            .join(', ')}`}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') move(-1);
            else if (event.key === 'ArrowRight') move(1);
          }}
          onBlur={() => setAt(null)}
        >
          {width > 0 && <Lines {...props} width={width} at={at} point={setAt} />}
        </div>
      )}
    </div>
  );
}

function Lines(props: LineChartProps & { width: number; at: number | null; point(at: number | null): void }) {
  const { xs, series, width, at } = props;
  const times = xs.map((iso) => new Date(iso));
  const x = scaleTime({ domain: [times[0]!, times.at(-1)!], range: [margin.left, width - margin.right] });
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const y = scaleLinear({ domain: [0, most], range: [height - margin.bottom, margin.top], nice: true });
  const nearest = (px: number) =>
    times.reduce((best, time, i) => (Math.abs(x(time) - px) < Math.abs(x(times[best]!) - px) ? i : best), 0);
  return (
    <svg
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={(event) => props.point(nearest(event.nativeEvent.offsetX))}
      onPointerLeave={() => props.point(null)}
    >
      <AxisLeft
        scale={y}
        left={margin.left}
        numTicks={4}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => props.formatAxis(Number(value))}
        tickLabelProps={{
          fill: 'var(--muted)',
          fontSize: 12,
          textAnchor: 'end',
          dy: '0.33em',
          dx: '-0.25em',
        }}
      />
      <AxisBottom
        scale={x}
        top={height - margin.bottom}
        numTicks={Math.max(2, Math.floor(width / 160))}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => props.formatX((value as Date).toISOString())}
        tickLabelProps={{ fill: 'var(--muted)', fontSize: 12, textAnchor: 'middle' }}
      />
      {series.map(({ label, values }, i) => (
        <g key={label} data-series={i + 1}>
          <LinePath
            className="chart-line"
            data={[...values]}
            x={(_, point) => x(times[point]!)}
            y={(value) => y(value)}
          />
          {(at !== null || values.length === 1) && (
            <circle className="chart-dot" cx={x(times[at ?? 0]!)} cy={y(values[at ?? 0]!)} r={4} />
          )}
        </g>
      ))}
    </svg>
  );
}
