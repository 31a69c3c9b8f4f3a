export interface CalibrationBin {
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Rows sorted by probability and cut into bins of equal size: mean prediction beside observed share. */
export function calibrationTable(
  probabilities: readonly number[],
  labels: readonly number[],
  bins = 10,
): CalibrationBin[] {
  const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.slice(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    return {
      rows: rows.length,
      predicted: mean(rows.map((row) => probabilities[row]!)),
      observed: mean(rows.map((row) => labels[row]!)),
    };
  }).filter(({ rows }) => rows > 0);
}

/** Mean absolute distance between prediction and observation over the bins, weighted by rows (ECE). */
export function expectedCalibrationError(table: readonly CalibrationBin[]): number {
  const rows = table.reduce((sum, bin) => sum + bin.rows, 0);
  return table.reduce((sum, bin) => sum + (bin.rows / rows) * Math.abs(bin.predicted - bin.observed), 0);
}

/** Mean squared distance between probability and label. */
export function brierScore(probabilities: readonly number[], labels: readonly number[]): number {
  return mean(probabilities.map((probability, i) => (probability - labels[i]!) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
