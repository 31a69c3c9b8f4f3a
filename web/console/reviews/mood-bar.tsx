/** Negative, neither and positive side by side, as shares of one bar; what it shows is said beside it or in its label. */
export function MoodBar(props: { negative: number; neutral: number; positive: number; label: string }) {
  const { negative, neutral, positive, label } = props;
  const total = Math.max(1, negative + neutral + positive);
  return (
    <div className="mood" role="img" aria-label={label} title={label}>
      {(
        [
          ['negative', negative],
          ['neutral', neutral],
          ['positive', positive],
        ] as const
      ).map(([part, count]) => (
        <span key={part} data-part={part} style={{ width: `${(100 * count) / total}%` }} />
      ))}
    </div>
  );
}
