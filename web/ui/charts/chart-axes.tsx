import { AxisBottom, AxisLeft } from '@visx/axis';
import type { scaleLinear, scaleTime } from '@visx/scale';

/** How numbers at axes look. */
export const axisText = { fill: 'var(--muted)', fontSize: 12 } as const;

interface ChartAxesProps {
  readonly x: ReturnType<typeof scaleTime<number>> | ReturnType<typeof scaleLinear<number>>;
  readonly y: ReturnType<typeof scaleLinear<number>>;
  readonly width: number;
  readonly left: number;
  /** Where the lower axis lies, from the top. */
  readonly bottom: number;
  /** Room that a number below wants, in pixels. */
  readonly room?: number;
  formatX(value: number | Date): string;
  formatY(value: number): string;
}

/** Values to the left, and what they depend on below. */
export function ChartAxes({ x, y, width, left, bottom, room = 160, formatX, formatY }: ChartAxesProps) {
  return (
    <>
      <AxisLeft
        scale={y}
        left={left}
        numTicks={4}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => formatY(Number(value))}
        tickLabelProps={{ ...axisText, textAnchor: 'end', dy: '0.33em', dx: '-0.25em' }}
      />
      <AxisBottom
        scale={x}
        top={bottom}
        numTicks={Math.max(2, Math.floor(width / room))}
        stroke="var(--control)"
        tickStroke="var(--control)"
        tickFormat={(value) => formatX(value instanceof Date ? value : Number(value))}
        tickLabelProps={{ ...axisText, textAnchor: 'middle' }}
      />
    </>
  );
}
