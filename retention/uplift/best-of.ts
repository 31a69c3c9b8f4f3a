import type { ActionScores } from './doubly-robust-scores.ts';

/** The action of the highest mean score; the first of equal ones. */
export function bestOf(scores: ActionScores, rows: Uint32Array): number {
  const means = scores.map((own) => rows.reduce((sum, row) => sum + own[row]!, 0) / rows.length);
  return means.indexOf(Math.max(...means));
}
