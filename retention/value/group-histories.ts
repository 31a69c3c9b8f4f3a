import type { PurchaseHistories } from './purchase-histories.ts';

export interface GroupedHistories extends PurchaseHistories {
  /** Shoppers with this very history. */
  readonly count: Float64Array;
  /** Of each shopper, the row of the group. */
  readonly groupOf: Int32Array;
}

/** Shoppers with equal histories in one row, in order of frequency and age: a likelihood needs them once. */
export function groupHistories({ frequency, recency, age }: PurchaseHistories): GroupedHistories {
  const order = Array.from(frequency.keys()).sort(
    (i, j) => frequency[i]! - frequency[j]! || age[i]! - age[j]! || recency[i]! - recency[j]!,
  );
  const firsts: number[] = [];
  const counts: number[] = [];
  const groupOf = new Int32Array(frequency.length);
  for (const row of order) {
    const first = firsts.at(-1);
    if (
      first !== undefined &&
      frequency[first] === frequency[row] &&
      recency[first] === recency[row] &&
      age[first] === age[row]
    )
      counts[counts.length - 1]!++;
    else {
      firsts.push(row);
      counts.push(1);
    }
    groupOf[row] = firsts.length - 1;
  }
  return {
    frequency: Float64Array.from(firsts, (row) => frequency[row]!),
    recency: Float64Array.from(firsts, (row) => recency[row]!),
    age: Float64Array.from(firsts, (row) => age[row]!),
    count: Float64Array.from(counts),
    groupOf,
  };
}
