import { type CompiledProblem, fits, totalsOf } from './compile-problem.ts';
import type { DualPoint } from './lagrangian-dual.ts';
import { type PartialChoices, withoutDominated } from './without-dominated.ts';

const mostTried = 1_000_000;
const fewStates = 200;

export interface ClosedGap {
  readonly choice: Int32Array;
  readonly value: number;
  /** Nothing that could have been better was left out. */
  readonly proven: boolean;
}

/**
 * Dynamic programming on the integrality gap. An option whose score at the dual prices falls short of its shopper's
 * best by `regret` takes at least that much off the bound, so that an allocation better than the incumbent consists of
 * options whose regrets sum to less than the gap. Shoppers with one such option are settled; for the others (the core,
 * Pisinger 1995, European Journal of Operational Research 83, 394-410) partial choices are extended one shopper at a
 * time, the most undecided first, and dropped when their regret exceeds the gap, when they no longer fit, or when
 * another one uses no more and is worth as much.
 * @param mostStates kept per step; when more would be needed those of least regret go on and nothing is proven. After
 * `mostTried` extensions in all only a few go on.
 */
export function closeGap(
  problem: CompiledProblem,
  dual: DualPoint,
  incumbent: { readonly choice: Int32Array; readonly value: number },
  mostStates: number,
): ClosedGap {
  const { bound } = dual;
  let { value: highest, choice: best } = incumbent;
  const tolerance = 1e-9 * (1 + Math.abs(bound));
  if (bound - highest <= tolerance) return { choice: best, value: highest, proven: true };
  const { settled, core } = coreOf(problem, dual, bound - highest);
  const base = totalsOf(problem, settled);
  const rests = restsOf(problem, core);

  let layer: PartialChoices = {
    regret: [0],
    value: [base.value],
    used: base.used.map((amount) => [amount]),
    parent: [-1],
    pick: [-1],
  };
  const layers: PartialChoices[] = [layer];
  let found: { depth: number; state: number } | null = null;
  let complete = true;
  let tried = 0;
  for (const [depth, { options }] of core.entries()) {
    const rest = rests[depth + 1]!;
    tried += layer.regret.length * options.length;
    const next: PartialChoices = {
      regret: [],
      value: [],
      used: base.used.map(() => []),
      parent: [],
      pick: [],
    };
    for (let state = 0; state < layer.regret.length; state++)
      for (const { at, regret } of options) {
        const total = layer.regret[state]! + regret;
        if (bound - total <= highest + tolerance) continue;
        const used = problem.use.map((amounts, k) => layer.used[k]![state]! + amounts[at]!);
        if (used.some((amount, k) => amount + rest.least[k]! > problem.ceilings[k]!)) continue;
        const value = layer.value[state]! + problem.value[at]!;
        next.regret.push(total);
        next.value.push(value);
        used.forEach((amount, k) => {
          next.used[k]!.push(amount);
        });
        next.parent.push(state);
        next.pick.push(at);
        if (value + rest.value <= highest) continue;
        if (
          !fits(
            problem,
            used.map((amount, k) => amount + rest.used[k]!),
          )
        )
          continue;
        highest = value + rest.value;
        found = { depth: depth + 1, state: next.regret.length - 1 };
      }
    const kept = withoutDominated(
      next,
      tried < mostTried ? mostStates : fewStates,
      found?.depth === depth + 1 ? found.state : null,
    );
    if (kept.cut) complete = false;
    if (found?.depth === depth + 1) found = { depth: depth + 1, state: kept.marked };
    layer = kept.states;
    layers.push(layer);
    if (layer.regret.length === 0) break;
  }
  if (found) best = traced(settled, core, layers, found);
  return { choice: best, value: highest, proven: complete };
}

interface CoreShopper {
  readonly shopper: number;
  /** Those that can be part of something better, least regret first. */
  readonly options: readonly { readonly at: number; readonly regret: number }[];
}

function coreOf(problem: CompiledProblem, dual: DualPoint, gap: number) {
  const { shoppers, offsets, value, use } = problem;
  const settled = new Int32Array(shoppers);
  const core: CoreShopper[] = [];
  const score = (at: number) =>
    use.reduce((rest, amounts, k) => rest - dual.prices[k]! * amounts[at]!, value[at]!);
  for (let i = 0; i < shoppers; i++) {
    const top = score(dual.choice[i]!);
    const options: { at: number; regret: number }[] = [];
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      const regret = Math.max(0, top - score(at));
      if (regret < gap) options.push({ at, regret });
    }
    options.sort((a, b) => a.regret - b.regret);
    settled[i] = options[0]!.at;
    if (options.length > 1) core.push({ shopper: i, options });
  }
  core.sort((a, b) => a.options[1]!.regret - b.options[1]!.regret);
  // What the core decides counts as nothing until it is decided.
  for (const { shopper } of core) settled[shopper] = offsets[shopper]!;
  return { settled, core };
}

/** For each depth what the shoppers after it add when each takes the least regretted option, and what they must use. */
function restsOf(problem: CompiledProblem, core: readonly CoreShopper[]) {
  const zeros = () => problem.use.map(() => 0);
  const rests = [{ value: 0, used: zeros(), least: zeros() }];
  for (const { options } of core.toReversed()) {
    const after = rests[0]!;
    const { at } = options[0]!;
    rests.unshift({
      value: after.value + problem.value[at]!,
      used: after.used.map((amount, k) => amount + problem.use[k]![at]!),
      least: after.least.map(
        (amount, k) => amount + Math.min(...options.map((option) => problem.use[k]![option.at]!)),
      ),
    });
  }
  return rests;
}

function traced(
  settled: Int32Array,
  core: readonly CoreShopper[],
  layers: readonly PartialChoices[],
  end: { depth: number; state: number },
): Int32Array {
  const choice = settled.slice();
  for (const { shopper, options } of core) choice[shopper] = options[0]!.at;
  let { state } = end;
  for (let depth = end.depth; depth > 0; depth--) {
    const layer = layers[depth]!;
    choice[core[depth - 1]!.shopper] = layer.pick[state]!;
    state = layer.parent[state]!;
  }
  return choice;
}
