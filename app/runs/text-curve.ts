const columns = 60;
const rows = 8;

/** A curve drawn with dots: the mean of the points in each column, its largest and smallest value at the left. */
export function textCurve(points: readonly { readonly x: number; readonly y: number }[]): string[] {
  const finite = points.filter(({ y }) => Number.isFinite(y));
  if (finite.length === 0) return [];
  const [first, last] = [finite[0]!.x, finite.at(-1)!.x];
  const sums = Array.from({ length: columns }, () => ({ sum: 0, count: 0 }));
  for (const { x, y } of finite) {
    const cell = sums[last === first ? 0 : Math.round(((x - first) / (last - first)) * (columns - 1))]!;
    cell.sum += y;
    cell.count++;
  }
  const means = sums.map(({ sum, count }) => (count === 0 ? null : sum / count));
  const known = means.filter((mean) => mean !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const rowOf = (mean: number) =>
    high === low ? 0 : Math.round(((high - mean) / (high - low)) * (rows - 1));
  const height = high === low ? 1 : rows;
  const label = (row: number) =>
    (row === 0 ? high.toPrecision(4) : row === height - 1 ? low.toPrecision(4) : '').padStart(9);
  const lines = Array.from(
    { length: height },
    (_, row) =>
      `${label(row)} |${means.map((mean) => (mean !== null && rowOf(mean) === row ? '*' : ' ')).join('')}`,
  );
  const steps = `${first}${String(last).padStart(columns - String(first).length)}`;
  return [
    ...lines.map((line) => line.trimEnd()),
    `${' '.repeat(10)}+${'-'.repeat(columns)}`,
    `${' '.repeat(11)}${steps}`,
  ];
}
