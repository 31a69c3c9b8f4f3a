/** Partial choices of a dynamic programme, by column: regret so far, worth, use per resource, and where each came from. */
export interface PartialChoices {
  readonly regret: number[];
  readonly value: number[];
  readonly used: number[][];
  readonly parent: number[];
  readonly pick: number[];
}

/** With several resources a partial choice is compared with this many kept before it: dropping fewer is still right. */
const window = 40;

/**
 * Drops partial choices that another one beats: no more used of anything and worth at least as much. With one resource
 * all such are found.
 * @param marked a state that must stay (the best completion known begins with it), or null.
 */
export function withoutDominated(
  states: PartialChoices,
  most: number,
  marked: number | null,
): { states: PartialChoices; marked: number; cut: boolean } {
  const { value, used, regret } = states;
  const first = used[0] ?? regret;
  const order = regret
    .map((_, state) => state)
    .sort((a, b) => first[a]! - first[b]! || value[b]! - value[a]! || a - b);
  let kept: number[] = [];
  if (used.length === 1) {
    let highest = Number.NEGATIVE_INFINITY;
    for (const state of order)
      if (state === marked || value[state]! > highest) {
        kept.push(state);
        highest = Math.max(highest, value[state]!);
      }
  } else
    for (const state of order) {
      let beaten = false;
      for (let back = kept.length - 1; back >= Math.max(0, kept.length - window) && !beaten; back--) {
        const other = kept[back]!;
        beaten =
          value[other]! >= value[state]! && used.every((amounts) => amounts[other]! <= amounts[state]!);
      }
      if (!beaten || state === marked) kept.push(state);
    }
  const cut = kept.length > most;
  if (cut) {
    kept.sort((a, b) => regret[a]! - regret[b]! || a - b);
    const beyond = kept.slice(most);
    kept = kept.slice(0, most);
    if (marked !== null && beyond.includes(marked)) kept.push(marked);
  }
  const column = (values: readonly number[]) => kept.map((state) => values[state]!);
  return {
    states: {
      regret: column(regret),
      value: column(value),
      used: used.map(column),
      parent: column(states.parent),
      pick: column(states.pick),
    },
    marked: marked === null ? -1 : kept.indexOf(marked),
    cut,
  };
}
