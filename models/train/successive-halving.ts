/** How one setting did with one budget; higher is better. */
export interface Trial<Settings> {
  readonly settings: Settings;
  readonly budget: number;
  readonly score: number;
}

export interface HalvingOptions {
  /** Of the first rung; each later one has `eta` times as much. */
  readonly leastBudget: number;
  readonly mostBudget: number;
  /** One of so many goes on to the next rung. */
  readonly eta: number;
}

/** The rungs of a search: how many settings are tried with which budget. */
export function rungsOf(
  count: number,
  { leastBudget, mostBudget, eta }: HalvingOptions,
): { keep: number; budget: number }[] {
  const rungs: { keep: number; budget: number }[] = [];
  for (let [keep, budget] = [count, leastBudget]; ; ) {
    rungs.push({ keep, budget: Math.min(budget, mostBudget) });
    if (budget >= mostBudget || keep === 1) break;
    keep = Math.max(1, Math.floor(keep / eta));
    budget *= eta;
  }
  return rungs;
}

/**
 * Successive halving (Jamieson and Talwalkar 2016): all settings get a little, the best third of them three times as
 * much, and so on. Every trial is told as it ends; the best is the best of the last rung.
 * @param run tries a setting with a budget.
 */
export async function successiveHalving<Settings>(
  candidates: readonly Settings[],
  options: HalvingOptions,
  run: (settings: Settings, budget: number, number: number) => Promise<number>,
  onTrial: (trial: Trial<Settings>) => void = () => {},
): Promise<{ best: Trial<Settings>; trials: readonly Trial<Settings>[] }> {
  if (candidates.length === 0) throw new RangeError('there is nothing to choose from');
  const trials: Trial<Settings>[] = [];
  let left = candidates.map((settings, number) => ({ settings, number, score: Number.NEGATIVE_INFINITY }));
  for (const { keep, budget } of rungsOf(candidates.length, options)) {
    const rung: typeof left = [];
    for (const { settings, number } of left.slice(0, keep)) {
      const score = await run(settings, budget, number);
      const trial = { settings, budget, score };
      trials.push(trial);
      onTrial(trial);
      rung.push({ settings, number, score });
    }
    left = rung.sort((a, b) => b.score - a.score || a.number - b.number);
  }
  const { settings, score } = left[0]!;
  return { best: trials.findLast((trial) => trial.settings === settings && trial.score === score)!, trials };
}
