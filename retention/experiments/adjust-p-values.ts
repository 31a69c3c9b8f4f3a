/** Holm's step-down adjustment (1979): the chance of any false alarm among the comparisons stays at alpha. */
export function holm(pValues: readonly number[]): number[] {
  const m = pValues.length;
  const adjusted = new Array<number>(m);
  let highest = 0;
  ascending(pValues).forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (m - rank) * pValues[index]!));
    adjusted[index] = highest;
  });
  return adjusted;
}

/** Benjamini and Hochberg's step-up adjustment (1995): the share of false ones among the alarms stays at alpha. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const m = pValues.length;
  const adjusted = new Array<number>(m);
  let lowest = 1;
  ascending(pValues)
    .reverse()
    .forEach((index, place) => {
      lowest = Math.min(lowest, (m / (m - place)) * pValues[index]!);
      adjusted[index] = lowest;
    });
  return adjusted;
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
}
