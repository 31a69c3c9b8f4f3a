/** What somebody bought next, to be found from what they had bought before. */
export interface NextItemCase {
  /** In order of time. */
  readonly known: readonly string[];
  readonly target: string;
}

/** Of one engine over the cases of a trial; lists are of ten products that the shopper had not bought. */
export interface ListFigures {
  readonly shoppers: number;
  /** Share of the cases whose product is among the first five or ten (hit rate). */
  readonly hr5: number;
  readonly hr10: number;
  /** 1 / log2(rank + 1) of it, 0 outside the list; the mean. */
  readonly ndcg5: number;
  readonly ndcg10: number;
  /** Share of all products that stand in anybody's list. */
  readonly coverage10: number;
  /** Of how often each product is listed, over all products: 0 all alike, 1 one product alone. */
  readonly gini10: number;
  /** Share of the places that the most bought tenth of the products takes. */
  readonly headShare10: number;
}

/**
 * How well and how evenly lists of ten find what was bought next.
 * @param lists of each case, best first.
 * @param timesBought of every product that could be listed, by what was known before the trial.
 */
export function listFigures(
  cases: readonly NextItemCase[],
  lists: readonly (readonly string[])[],
  timesBought: ReadonlyMap<string, number>,
): ListFigures {
  const n = cases.length;
  const ranks = cases.map(({ target }, i) => lists[i]!.indexOf(target) + 1);
  const within = (most: number) => ranks.filter((rank) => rank > 0 && rank <= most);
  const gain = (most: number) => within(most).reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0) / n;
  const listed = new Map([...timesBought.keys()].map((id) => [id, 0]));
  for (const list of lists) for (const id of list) listed.set(id, (listed.get(id) ?? 0) + 1);
  const places = lists.reduce((sum, list) => sum + list.length, 0);
  const head = headOf(timesBought);
  let inHead = 0;
  for (const id of head) inHead += listed.get(id) ?? 0;
  return {
    shoppers: n,
    hr5: within(5).length / n,
    hr10: within(10).length / n,
    ndcg5: gain(5),
    ndcg10: gain(10),
    coverage10: [...listed.values()].filter((count) => count > 0).length / Math.max(1, listed.size),
    gini10: gini([...listed.values()]),
    headShare10: places === 0 ? 0 : inHead / places,
  };
}

/** What each case gains by its list, 1 / log2(rank + 1) or 0: its part of NDCG@10. */
export function gainsOf(cases: readonly NextItemCase[], lists: readonly (readonly string[])[]): Float64Array {
  return Float64Array.from(cases, ({ target }, i) => {
    const place = lists[i]!.indexOf(target);
    return place < 0 ? 0 : 1 / Math.log2(place + 2);
  });
}

/** The most bought tenth of all products. */
export function headOf(timesBought: ReadonlyMap<string, number>): ReadonlySet<string> {
  const sorted = [...timesBought].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return new Set(sorted.slice(0, Math.ceil(sorted.length / 10)).map(([id]) => id));
}

/** Gini's coefficient of counts; 0 when there are none. */
function gini(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, count, i) => sum + (i + 1) * count, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
