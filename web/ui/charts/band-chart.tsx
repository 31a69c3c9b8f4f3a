import { scaleLinear, scaleTime } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import { ChartFrame } from './chart-frame.tsx';
import { chartHeight, chartMargin, TimeAxes } from './time-axes.tsx';

const margin = chartMargin(72);

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
  return (
    <ChartFrame
      {...props}
      format={(series, x) => props.format(props.series[series]!.points[x]!)}
      draw={(width, at) => <Bands {...props} width={width} at={at} />}
    />
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
    range: [chartHeight - margin.bottom, margin.top],
    nice: true,
  });
  return (
    <svg width={width} height={chartHeight} aria-hidden="true">
      <TimeAxes {...props} x={x} y={y} left={margin.left} />
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
