import type { scaleLinear, scaleTime } from '@visx/scale';
import { ChartAxes } from './chart-axes.tsx';

export const chartHeight = 220;

/** Room around what is drawn; the left one holds the numbers. */
export function chartMargin(left: number) {
  return { top: 12, right: 12, bottom: 28, left };
}

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
    <ChartAxes
      x={x}
      y={y}
      width={width}
      left={left}
      bottom={chartHeight - chartMargin(left).bottom}
      formatX={(value) => formatX(value instanceof Date ? value.toISOString() : String(value))}
      formatY={formatAxis}
    />
  );
}
