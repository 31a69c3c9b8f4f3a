import { scaleLinear } from '@visx/scale';
import './charts.css';
import { useWidth } from './use-width.ts';

/** One estimate with its interval. */
export interface ForestRow {
  readonly key: string;
  readonly label: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** The row that stands for what is there today: muted and dashed. */
  readonly control?: boolean;
}

const height = 24;
const inset = 8;

/**
 * Estimates with their intervals, one under another on one scale that holds zero; a table, so that each figure can be
 * read. A dot is hollow where the interval holds zero and `zeroMeansUnsure`.
 */
export function ForestChart(props: {
  label: string;
  rows: readonly ForestRow[];
  nameTitle: string;
  figureTitle: string;
  format(row: ForestRow): string;
  zeroMeansUnsure?: boolean;
}) {
  const [frame, width] = useWidth();
  const { rows } = props;
  const low = Math.min(0, ...rows.map(({ lower }) => lower));
  const high = Math.max(0, ...rows.map(({ upper }) => upper));
  const x = scaleLinear({
    domain: low === high ? [0, 1] : [low, high],
    range: [inset, Math.max(inset + 1, width - inset)],
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keys must be able to stand in it
    <section className="table-frame" aria-label={props.label} tabIndex={0}>
      <table className="table forest">
        <thead>
          <tr>
            <th scope="col">{props.nameTitle}</th>
            <td className="forest-scale" aria-hidden="true">
              <div ref={frame} />
            </td>
            <th scope="col" data-align="right">
              {props.figureTitle}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className="forest-scale" aria-hidden="true">
                {width > 0 && (
                  <svg
                    width={width}
                    height={height}
                    aria-hidden="true"
                    data-series={row.control ? undefined : 1}
                    data-control={row.control}
                  >
                    <line className="forest-zero" x1={x(0)} x2={x(0)} y1={0} y2={height} />
                    <line
                      className="forest-interval"
                      x1={x(row.lower)}
                      x2={x(row.upper)}
                      y1={height / 2}
                      y2={height / 2}
                    />
                    {[row.lower, row.upper].map((end) => (
                      <line
                        key={end}
                        className="forest-interval"
                        x1={x(end)}
                        x2={x(end)}
                        y1={height / 2 - 4}
                        y2={height / 2 + 4}
                      />
                    ))}
                    <circle
                      className="forest-dot"
                      data-unsure={props.zeroMeansUnsure === true && row.lower <= 0 && row.upper >= 0}
                      cx={x(row.estimate)}
                      cy={height / 2}
                      r={4}
                    />
                  </svg>
                )}
              </td>
              <td data-align="right" className="nowrap">
                {props.format(row)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
