import { type CompiledProblem, totalsOf } from './compile-problem.ts';

/**
 * Fills what a choice leaves of the limits: exchanges of one shopper's option for one that is worth more, those first
 * that cost the Lagrangian least, as long as they fit; then again until nothing changes.
 * @param choice within the limits. @returns a choice within the limits, worth at least as much.
 */
export function improveGreedily(
  problem: CompiledProblem,
  start: Int32Array,
  prices: readonly number[],
): Int32Array {
  const { shoppers, offsets, value, use, ceilings } = problem;
  const choice = start.slice();
  const { used } = totalsOf(problem, choice);
  const score = (at: number) =>
    use.reduce((rest, amounts, k) => rest - prices[k]! * amounts[at]!, value[at]!);
  for (let pass = 0; pass < 8; pass++) {
    const moves: { i: number; at: number; regret: number }[] = [];
    for (let i = 0; i < shoppers; i++)
      for (let at = offsets[i]!; at < offsets[i + 1]!; at++)
        if (value[at]! > value[choice[i]!]!) moves.push({ i, at, regret: score(choice[i]!) - score(at) });
    moves.sort((a, b) => a.regret - b.regret);
    let moved = false;
    for (const { i, at } of moves) {
      const from = choice[i]!;
      if (value[at]! <= value[from]!) continue;
      if (use.some((amounts, k) => used[k]! - amounts[from]! + amounts[at]! > ceilings[k]!)) continue;
      use.forEach((amounts, k) => {
        used[k]! += amounts[at]! - amounts[from]!;
      });
      choice[i] = at;
      moved = true;
    }
    if (!moved) break;
  }
  return choice;
}

/**
 * Brings a choice that is over a limit back within all: exchanges that give up least for what they free, measured by
 * the share of the limit that is too much. null: that does not succeed.
 */
export function repairGreedily(problem: CompiledProblem, start: Int32Array): Int32Array | null {
  const { shoppers, offsets, value, use, ceilings, limits } = problem;
  const choice = start.slice();
  const { used } = totalsOf(problem, choice);
  const over = (k: number) => Math.max(0, used[k]! - ceilings[k]!) / (Math.abs(limits[k]!) || 1);
  for (let pass = 0; pass < 20; pass++) {
    const weights = use.map((_, k) => over(k));
    if (weights.every((weight) => weight === 0)) return choice;
    const moves: { i: number; at: number; price: number }[] = [];
    for (let i = 0; i < shoppers; i++) {
      const from = choice[i]!;
      for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
        const freed = use.reduce(
          (sum, amounts, k) =>
            weights[k]! > 0 ? sum + (amounts[from]! - amounts[at]!) / (Math.abs(limits[k]!) || 1) : sum,
          0,
        );
        if (freed > 0) moves.push({ i, at, price: (value[from]! - value[at]!) / freed });
      }
    }
    moves.sort((a, b) => a.price - b.price);
    const touched = new Set<number>();
    let moved = false;
    for (const { i, at } of moves) {
      if (use.every((_, k) => over(k) === 0)) break;
      if (touched.has(i)) continue;
      const from = choice[i]!;
      // No limit that holds may be broken for one that does not.
      if (
        use.some(
          (amounts, k) =>
            amounts[at]! > amounts[from]! && used[k]! - amounts[from]! + amounts[at]! > ceilings[k]!,
        )
      )
        continue;
      use.forEach((amounts, k) => {
        used[k]! += amounts[at]! - amounts[from]!;
      });
      choice[i] = at;
      touched.add(i);
      moved = true;
    }
    if (!moved) return null;
  }
  return use.every((_, k) => over(k) === 0) ? choice : null;
}
