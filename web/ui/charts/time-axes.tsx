import { AxisBottom, AxisLeft } from '@visx/axis';
import type { scaleLinear, scaleTime } from '@visx/scale';

export const chartHeight = 220;

/** Room around what is drawn; the left one holds the numbers. */
export function chartMargin(left: number) {
  return { top: 12, right: 12, bottom: 28, left };
}

const label = { fill: 'var(--muted)', fontSize: 12 } as const;

interface TimeAxesProps {
  /** By time, or by a plain number such as a step. */
  readonly x: ReturnType<typeof scaleTime<number>> | ReturnType<typeof scaleLinear<number>>;
  readonly y: ReturnType<typeof scaleLinear<number>>;
  readonly width: number;
  readonly left: number;
  formatAxis(value: number): string;
  /** A time comes as ISO, a number as its digits. */
  formatX(x: string): string;
}

/** Values to the left, times or steps below. */
export function TimeAxes({ x, y, width, left, formatAxis, formatX }: TimeAxesProps) {
  return (
    <>
      <AxisLeft
        scale={y}
        left={left}
        numTicks={4}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => formatAxis(Number(value))}
        tickLabelProps={{ ...label, textAnchor: 'end', dy: '0.33em', dx: '-0.25em' }}
      />
      <AxisBottom
        scale={x}
        top={chartHeight - chartMargin(left).bottom}
        numTicks={Math.max(2, Math.floor(width / 160))}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => formatX(value instanceof Date ? value.toISOString() : String(value))}
        tickLabelProps={{ ...label, textAnchor: 'middle' }}
      />
    </>
  );
}
