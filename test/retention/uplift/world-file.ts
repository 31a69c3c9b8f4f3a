import type { World } from '../../../bench/uplift/worlds.ts';

/** A world as a CSV file that the commands read: inputs x0 to x4, the action as a letter, the outcome. */
export function worldFile({ trial }: World): string {
  const header = [...trial.columns.map((_, i) => `x${i}`), 'action', 'outcome'].join(',');
  const lines = Array.from(trial.outcome, (outcome, row) =>
    [...trial.columns.map((column) => column[row]!), 'abc'[trial.action[row]!], outcome].join(','),
  );
  return `${[header, ...lines].join('\n')}\n`;
}
