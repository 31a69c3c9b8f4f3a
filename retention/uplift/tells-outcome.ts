/**
 * Whether a column gives the outcome away, as only something measured with it or after it does: it explains all but
 * a twentieth of its variance in 64 steps, or a whole tail of it (50 rows or more) has the rarer one of two outcomes.
 * @returns how, or null.
 */
export function tellsOutcome(column: Float64Array, outcome: Float64Array): string | null {
  const n = column.length;
  const order = Uint32Array.from(column, (_, row) => row).sort((a, b) => column[a]! - column[b]!);
  const mean = outcome.reduce((sum, value) => sum + value, 0) / n;
  const total = outcome.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  let explained = 0;
  for (let from = 0; from < n; ) {
    // Equal values stay in one step.
    let to = Math.min(n, from + Math.ceil(n / 64));
    while (to < n && column[order[to]!] === column[order[to - 1]!]) to++;
    let sum = 0;
    for (let i = from; i < to; i++) sum += outcome[order[i]!]!;
    explained += (sum - (to - from) * mean) ** 2 / (to - from);
    from = to;
  }
  if (explained > 0.95 * total) return `it explains ${((100 * explained) / total).toFixed(0)} % of it`;
  if (outcome.some((value) => value !== 0 && value !== 1)) return null;
  const rarer = mean < 0.5 ? 1 : 0;
  for (const end of [order, order.slice().reverse()]) {
    const rows = tailOf(end, column, (row) => outcome[row] === rarer);
    if (rows >= 50 && rows * Math.log(rarer === 1 ? mean : 1 - mean) < Math.log(1e-12))
      return `it is ${rarer} in all ${rows} rows at one end of it`;
  }
  return null;
}

/** How many rows from the start hold, in whole groups of equal values. */
function tailOf(order: Uint32Array, column: Float64Array, holds: (row: number) => boolean): number {
  let whole = 0;
  for (let i = 0; i < order.length && holds(order[i]!); i++)
    if (i + 1 === order.length || column[order[i + 1]!] !== column[order[i]!]) whole = i + 1;
  return whole;
}
