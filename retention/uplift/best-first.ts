import type { ActionScores } from './doubly-robust-scores.ts';
import { isOpen, type TrialRows } from './trial-rows.ts';

/**
 * The actions in the order of what they bring, the first of equal ones first. One that is closed to some rows is judged
 * on those that it was open to, by what it brings there above an action that is open to all.
 * @throws RangeError where no action was open to all rows.
 */
export function bestFirst(trial: TrialRows, scores: ActionScores, rows: Uint32Array): number[] {
  const base = trial.open ? openToAll(trial, [...scores.keys()]) : null;
  const means = scores.map((own, action) => {
    let [sum, count] = [0, 0];
    for (const row of rows) {
      if (!isOpen(trial, action, row)) continue;
      sum += own[row]! - (base === null ? 0 : scores[base]![row]!);
      count++;
    }
    return sum / count;
  });
  return [...means.keys()].sort((a, b) => means[b]! - means[a]! || a - b);
}

/** The first of these actions that was open to every row. @throws RangeError where there is none. */
export function openToAll({ open }: TrialRows, actions: readonly number[]): number {
  const found = open ? actions.find((action) => !open[action]!.includes(0)) : actions[0];
  if (found === undefined) throw new RangeError('no action was open to all rows');
  return found;
}

/** What everybody with this order of actions gets at a row: the first that was open to it. */
export function firstOpen(trial: TrialRows, order: readonly number[], row: number): number {
  return order.find((action) => isOpen(trial, action, row))!;
}
