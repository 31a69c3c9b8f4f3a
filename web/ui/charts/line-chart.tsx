import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { ChartFrame } from './chart-frame.tsx';
import type { LineChartProps } from './line-chart-props.ts';
import { chartHeight, chartMargin, TimeAxes } from './time-axes.tsx';

const margin = chartMargin(64);

/** Lines over time from zero; arrow keys and the pointer move a readout, and the same figures are there as a table. */
export function LineChart(props: LineChartProps) {
  return (
    <ChartFrame
      {...props}
      format={(series, x) => props.format(props.series[series]!.values[x] ?? 0)}
      draw={(width, at, point) => <Lines {...props} width={width} at={at} point={point} />}
    />
  );
}

function Lines(props: LineChartProps & { width: number; at: number | null; point(at: number | null): void }) {
  const { xs, series, width, at } = props;
  const times = xs.map((iso) => new Date(iso));
  const x = scaleTime({ domain: [times[0]!, times.at(-1)!], range: [margin.left, width - margin.right] });
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const y = scaleLinear({ domain: [0, most], range: [chartHeight - margin.bottom, margin.top], nice: true });
  const nearest = (px: number) =>
    times.reduce((best, time, i) => (Math.abs(x(time) - px) < Math.abs(x(times[best]!) - px) ? i : best), 0);
  return (
    <svg
      width={width}
      height={chartHeight}
      aria-hidden="true"
      onPointerMove={(event) => props.point(nearest(event.nativeEvent.offsetX))}
      onPointerLeave={() => props.point(null)}
    >
      <TimeAxes {...props} x={x} y={y} left={margin.left} />
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
