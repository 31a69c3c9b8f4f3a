import type { AllocationProblem } from '../../retention/allocation/allocation-problem.ts';

/**
 * The optimum by a table over all whole amounts of the first budget and, if it is limited, of SR loss: for problems
 * with whole costs and losses and one budget. Losses are counted from each shopper's least, so that none is negative.
 */
export function tableOptimum({ shoppers, budgetsCents, srLossLimitCents }: AllocationProblem): number {
  const limited = srLossLimitCents !== null;
  const least = shoppers.map((options) => Math.min(0, ...options.map(({ srLossCents }) => srLossCents)));
  const spread = shoppers.map(
    (options, i) => Math.max(0, ...options.map(({ srLossCents }) => srLossCents)) - least[i]!,
  );
  // More room for losses than can be lost need no column.
  const losses = limited
    ? Math.min(
        srLossLimitCents - least.reduce((a, b) => a + b, 0),
        spread.reduce((a, b) => a + b, 0),
      )
    : 0;
  const budget = budgetsCents[0] ?? 0;
  const width = losses + 1;
  let table = new Float64Array((budget + 1) * width);
  for (const [i, options] of shoppers.entries()) {
    const next = new Float64Array(table.length).fill(Number.NEGATIVE_INFINITY);
    const all = [{ deltaCents: 0, srLossCents: 0, costsCents: [0] }, ...options];
    for (const { deltaCents, srLossCents, costsCents } of all) {
      const cost = costsCents[0] ?? 0;
      const loss = limited ? srLossCents - least[i]! : 0;
      for (let spent = cost; spent <= budget; spent++)
        for (let lost = loss; lost < width; lost++) {
          const before = table[(spent - cost) * width + lost - loss]! + deltaCents;
          const at = spent * width + lost;
          if (before > next[at]!) next[at] = before;
        }
    }
    table = next;
  }
  return table.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** The optimum by trying every combination: any figures, any number of budgets, few shoppers. */
export function triedOptimum({ shoppers, budgetsCents, srLossLimitCents }: AllocationProblem): number {
  const search = (i: number, delta: number, loss: number, left: readonly number[]): number => {
    if (i === shoppers.length)
      return left.every((amount) => amount >= -1e-9) &&
        (srLossLimitCents === null || loss <= srLossLimitCents + 1e-9)
        ? delta
        : Number.NEGATIVE_INFINITY;
    let best = search(i + 1, delta, loss, left);
    for (const option of shoppers[i]!)
      best = Math.max(
        best,
        search(
          i + 1,
          delta + option.deltaCents,
          loss + option.srLossCents,
          left.map((amount, k) => amount - option.costsCents[k]!),
        ),
      );
    return best;
  };
  return search(0, 0, 0, budgetsCents);
}
