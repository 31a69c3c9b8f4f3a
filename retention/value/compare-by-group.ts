/** Predicted and actual of the shoppers of one group. */
export interface GroupComparison {
  readonly group: number;
  readonly shoppers: number;
  readonly meanPredicted: number;
  readonly meanActual: number;
  /** Standard error of the actual mean; 0 for a single shopper. */
  readonly actualError: number;
}

/** Means of predictions and of what came true by group, groups ascending. */
export function compareByGroup(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  groups: ArrayLike<number>,
): GroupComparison[] {
  const sums = new Map<number, { n: number; predicted: number; actual: number; squares: number }>();
  for (let i = 0; i < groups.length; i++) {
    const sum = sums.get(groups[i]!) ?? { n: 0, predicted: 0, actual: 0, squares: 0 };
    sums.set(groups[i]!, sum);
    sum.n++;
    sum.predicted += predicted[i]!;
    sum.actual += actual[i]!;
    sum.squares += actual[i]! ** 2;
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([group, { n, predicted: total, actual: came, squares }]) => ({
      group,
      shoppers: n,
      meanPredicted: total / n,
      meanActual: came / n,
      actualError: n > 1 ? Math.sqrt(Math.max(0, squares - came ** 2 / n) / (n - 1) / n) : 0,
    }));
}
