import type { Candidate } from './candidate.ts';

/** The mean of several candidates' log odds, and of their contributions. */
export function meanCandidate(...candidates: readonly Candidate[]): Candidate {
  return (task) => {
    const fitted = candidates.map((candidate) => candidate(task));
    const meanOf = (values: readonly Float64Array[]) =>
      values[0]!.map((_, i) => values.reduce((sum, own) => sum + own[i]! / values.length, 0));
    return {
      base: fitted.reduce((sum, { base }) => sum + base / fitted.length, 0),
      logOdds: (columns, rows) => meanOf(fitted.map((own) => own.logOdds(columns, rows))),
      contributions: (columns, row) => meanOf(fitted.map((own) => own.contributions(columns, row))),
    };
  };
}
