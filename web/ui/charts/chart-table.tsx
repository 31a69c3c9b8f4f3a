import type { ChartFrameProps } from './chart-frame-props.ts';

/** The figures of a chart, for whoever would rather read than look. */
export function ChartTable({ label, xs, xTitle, series, format, formatX }: Omit<ChartFrameProps, 'draw'>) {
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
          {xs.map((iso, x) => (
            <tr key={iso}>
              <th scope="row">{formatX(iso)}</th>
              {series.map((one, i) => (
                <td key={one.label} data-align="right">
                  {format(i, x)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
