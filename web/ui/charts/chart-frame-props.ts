import type { ReactNode } from 'react';

export interface ChartFrameProps {
  /** What the chart shows, as a sentence; its name for screen readers. */
  readonly label: string;
  /** ISO times or numbers such as steps, ascending; at least one. */
  readonly xs: readonly string[];
  readonly xTitle: string;
  /** Each with a colour of the palette, in order. */
  readonly series: readonly { readonly label: string }[];
  formatX(iso: string): string;
  /** Of a series at an x, both by their number, in words. */
  format(series: number, x: number): string;
  /** Draws into a width; `at` is the x that the readout stands at, null at rest; `point` moves it. */
  draw(width: number, at: number | null, point: (at: number | null) => void): ReactNode;
}
