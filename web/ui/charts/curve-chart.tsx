import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { unknown } from '../words/formats.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartHeight, chartMargin, TimeAxes } from './time-axes.tsx';

/** At the right, room for half of the last step's digits. */
const margin = { ...chartMargin(64), right: 28 };

export interface Curve {
  readonly label: string;
  /** Ascending by x; at least one. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface CurveChartProps {
  /** What the chart shows, as a sentence; its name for screen readers. */
  readonly label: string;
  readonly xTitle: string;
  /** At most five: each has a colour of the palette, in order. Each has points of its own. */
  readonly series: readonly Curve[];
  format(value: number): string;
  formatX(x: number): string;
  /** Short, below the axis. */
  formatXAxis(x: number): string;
}

/**
 * Curves over steps, each with its own points; what a curve is at a step is its point there or the last one before. Lines
 * need no zero: the values are close together and far from it.
 */
export function CurveChart(props: CurveChartProps) {
  const { series, format, formatX } = props;
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const frame = {
    ...props,
    xs: xs.map(String),
    formatX: (x: string) => (x === '' ? '' : formatX(Number(x))),
  };
  return (
    <ChartFrame
      {...frame}
      format={(one, at) => {
        const { points } = series[one]!;
        const x = xs[at]!;
        // A curve that ended says nothing of later steps.
        const point = x > points.at(-1)!.x ? undefined : points.findLast((known) => known.x <= x);
        return point ? format(point.y) : unknown;
      }}
      draw={(width, at, point) => (
        <Curves
          {...props}
          width={width}
          x={at === null ? null : xs[at]!}
          point={(x) => point(x === null ? null : nearest(xs, x))}
        />
      )}
    />
  );
}

function Curves(props: CurveChartProps & { width: number; x: number | null; point(x: number | null): void }) {
  const { series, width, format, formatXAxis } = props;
  const all = series.flatMap(({ points }) => points);
  const xs = all.map(({ x }) => x);
  const ys = all.map(({ y }) => y);
  const x = scaleLinear({
    domain: [Math.min(...xs), Math.max(...xs)],
    range: [margin.left, width - margin.right],
  });
  const y = scaleLinear({
    domain: [Math.min(...ys), Math.max(...ys)],
    range: [chartHeight - margin.bottom, margin.top],
    nice: true,
  });
  return (
    <svg
      width={width}
      height={chartHeight}
      aria-hidden="true"
      onPointerMove={(event) => props.point(x.invert(event.nativeEvent.offsetX))}
      onPointerLeave={() => props.point(null)}
    >
      <TimeAxes
        x={x}
        y={y}
        width={width}
        left={margin.left}
        formatAxis={format}
        formatX={(step) => formatXAxis(Number(step))}
      />
      {series.map(({ label, points }, i) => {
        const at = props.x;
        const marked =
          points.length === 1 ? points[0] : at === null ? undefined : points.findLast((one) => one.x <= at);
        return (
          <g key={label} data-series={i + 1}>
            <LinePath className="chart-line" data={[...points]} x={(one) => x(one.x)} y={(one) => y(one.y)} />
            {marked && <circle className="chart-dot" cx={x(marked.x)} cy={y(marked.y)} r={4} />}
          </g>
        );
      })}
    </svg>
  );
}

/** The number of the x that is nearest. */
function nearest(xs: readonly number[], wanted: number): number {
  return xs.reduce((best, x, i) => (Math.abs(x - wanted) < Math.abs(xs[best]! - wanted) ? i : best), 0);
}
