export interface LineSeries {
  readonly label: string;
  /** One for each x. */
  readonly values: readonly number[];
}

export interface LineChartProps {
  /** What the chart shows, as a sentence; its name for screen readers. */
  readonly label: string;
  /** ISO times, ascending. */
  readonly xs: readonly string[];
  readonly xTitle: string;
  /** At most five: each has a colour of the palette, in order, and its name at its end. */
  readonly series: readonly LineSeries[];
  format(value: number): string;
  formatAxis(value: number): string;
  formatX(iso: string): string;
}
