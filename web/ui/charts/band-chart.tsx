import { Button } from '@mantine/core';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear, scaleTime } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import { useState } from 'react';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import './charts.css';
import { useWidth } from './use-width.ts';

const height = 220;
const margin = { top: 12, right: 12, bottom: 28, left: 72 };
const axisText = { fill: 'var(--muted)', fontSize: 12 } as const;

export interface BandPoint {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface BandChartProps {
  /** What the chart shows, as a sentence; its name for screen readers. */
  readonly label: string;
  /** ISO times, ascending; at least one. */
  readonly xs: readonly string[];
  readonly xTitle: string;
  /** Each with a colour of the palette, in order; one point for each x. */
  readonly series: readonly { readonly label: string; readonly points: readonly BandPoint[] }[];
  /** A point in words: estimate and interval. */
  format(point: BandPoint): string;
  formatAxis(value: number): string;
  formatX(iso: string): string;
}

/** Estimates over time in the band of their intervals, around zero; arrow keys move a readout. */
export function BandChart(props: BandChartProps) {
  const t = useWords(uiWords);
  const [frame, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const { xs, series } = props;
  const last = xs.length - 1;
  const shown = Math.min(at ?? last, last);
  const move = (by: number) => setAt((now) => Math.min(last, Math.max(0, (now ?? last) + by)));
  return (
    <div className="chart" ref={frame}>
      <div className="chart-head">
        <ul className="chart-names">
          {series.map(({ label, points }, i) => (
            <li key={label} data-series={i + 1}>
              {label} <strong>{props.format(points[shown]!)}</strong>
            </li>
          ))}
          <li className="meta">{props.formatX(xs[shown]!)}</li>
        </ul>
        <Button variant="default" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {t('table')}
        </Button>
      </div>
      {asTable ? (
        <BandTable {...props} />
      ) : (
        <div
          role="slider"
          tabIndex={0}
          aria-label={props.label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={shown}
          aria-valuetext={`${props.formatX(xs[shown]!)}: ${series
            .map(({ label, points }) => `${label} ${props.format(points[shown]!)}`)
            .join(', ')}`}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') move(-1);
            else if (event.key === 'ArrowRight') move(1);
          }}
          onBlur={() => setAt(null)}
        >
          {width > 0 && <Bands {...props} width={width} at={at} />}
        </div>
      )}
    </div>
  );
}

function Bands(props: BandChartProps & { width: number; at: number | null }) {
  const { xs, series, width, at } = props;
  const times = xs.map((iso) => new Date(iso));
  const x = scaleTime({ domain: [times[0]!, times.at(-1)!], range: [margin.left, width - margin.right] });
  const points = series.flatMap((one) => one.points);
  const y = scaleLinear({
    domain: [
      Math.min(0, ...points.map(({ lower }) => lower)),
      Math.max(0, ...points.map(({ upper }) => upper)),
    ],
    range: [height - margin.bottom, margin.top],
    nice: true,
  });
  return (
    <svg width={width} height={height} aria-hidden="true">
      <AxisLeft
        scale={y}
        left={margin.left}
        numTicks={4}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => props.formatAxis(Number(value))}
        tickLabelProps={{ ...axisText, textAnchor: 'end', dy: '0.33em', dx: '-0.25em' }}
      />
      <AxisBottom
        scale={x}
        top={height - margin.bottom}
        numTicks={Math.max(2, Math.floor(width / 160))}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => props.formatX((value as Date).toISOString())}
        tickLabelProps={{ ...axisText, textAnchor: 'middle' }}
      />
      <line x1={margin.left} x2={width - margin.right} y1={y(0)} y2={y(0)} stroke="var(--control)" />
      {series.map((one, i) => (
        <g key={one.label} data-series={i + 1}>
          <AreaClosed
            data={[...one.points]}
            x={(_, point) => x(times[point]!)}
            y={({ upper }) => y(upper)}
            y0={({ lower }) => y(lower)}
            yScale={y}
            fill="var(--series)"
            opacity={0.2}
          />
          <LinePath
            className="chart-line"
            data={[...one.points]}
            x={(_, point) => x(times[point]!)}
            y={({ estimate }) => y(estimate)}
          />
          {(at !== null || one.points.length === 1) && (
            <circle
              className="chart-dot"
              cx={x(times[at ?? 0]!)}
              cy={y(one.points[at ?? 0]!.estimate)}
              r={4}
            />
          )}
        </g>
      ))}
    </svg>
  );
}

function BandTable({ label, xs, xTitle, series, format, formatX }: BandChartProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to stand in it
    <section className="table-frame chart-table" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{xTitle}</th>
            {series.map((one) => (
              <th key={one.label} scope="col" data-align="right">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {xs.map((iso, i) => (
            <tr key={iso}>
              <th scope="row">{formatX(iso)}</th>
              {series.map((one) => (
                <td key={one.label} data-align="right">
                  {format(one.points[i]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
