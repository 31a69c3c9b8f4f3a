import './charts.css';

const width = 180;
const height = 20;

/**
 * One row of a forest: an interval on a line with its zero, hollow while it spans zero. The figures stand beside it.
 * @param reach the largest absolute limit of all rows that share the scale, above 0.
 * @param better whether a proven difference is one for the better; null: not said by this figure.
 */
export function ForestMark(props: {
  estimate: number;
  lower: number;
  upper: number;
  reach: number;
  better: boolean | null;
}) {
  const x = (value: number) => width / 2 + (value / props.reach) * (width / 2 - 8);
  const proven = props.lower > 0 || props.upper < 0;
  const colour =
    !proven || props.better === null ? 'var(--muted)' : props.better ? 'var(--good)' : 'var(--bad)';
  const middle = height / 2;
  return (
    <svg width={width} height={height} aria-hidden="true" className="forest">
      <line x1={x(0)} x2={x(0)} y1={0} y2={height} stroke="var(--control)" />
      <path
        d={`M${x(props.lower)} ${middle - 4}v8m0 -4H${x(props.upper)}m0 -4v8`}
        stroke={colour}
        strokeWidth={1.5}
        fill="none"
      />
      {proven && props.better !== null ? (
        <path
          d={
            props.better
              ? `M${x(props.estimate) - 5} ${middle + 4}h10l-5 -9z`
              : `M${x(props.estimate) - 5} ${middle - 4}h10l-5 9z`
          }
          fill={colour}
        />
      ) : (
        <circle cx={x(props.estimate)} cy={middle} r={4} fill="var(--bg)" stroke={colour} strokeWidth={2} />
      )}
    </svg>
  );
}
