import { type ShrunkShare, shrinkTowards, type Tally } from './shrink-shares.ts';

export interface AspectTally extends Tally {
  readonly aspect: string;
}

/** Fewer opinions, or one complaint alone, are no pain point. */
const leastOpinions = 3;
const leastComplaints = 2;

/**
 * The pain points among products (or among categories), worst first: each share of negative opinions is drawn towards
 * those of the others on the same aspect, and the lower end of what is then believed decides the order.
 */
export function rankPainPoints<Row extends AspectTally>(
  rows: readonly Row[],
): (Row & { readonly shrunk: ShrunkShare })[] {
  const byAspect = new Map<string, Row[]>();
  for (const row of rows) {
    const of = byAspect.get(row.aspect);
    if (of) of.push(row);
    else byAspect.set(row.aspect, [row]);
  }
  return [...byAspect.values()]
    .flatMap((of) => {
      const shrink = shrinkTowards(of);
      return of
        .filter((row) => row.of >= leastOpinions && row.count >= leastComplaints)
        .map((row) => ({ ...row, shrunk: shrink(row) }));
    })
    .sort((a, b) => b.shrunk.low - a.shrunk.low);
}
