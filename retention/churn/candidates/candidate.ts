import type { Sign } from '../logistic-regression.ts';

/** What a candidate learns from: inputs column by column (NaN is missing) and who left (1) or stayed (0). */
export interface CandidateTask {
  readonly columns: readonly Float64Array[];
  readonly labels: Float64Array;
  /** Rows to learn from. */
  readonly rows: Uint32Array;
  /** By column: which way it may move the risk, where common sense knows; else 0. */
  readonly signs: readonly Sign[];
}

/** A fitted way to tell who leaves, with the exact share of every column in each score. */
export interface FittedCandidate {
  /** Log odds of the average row: what contributions are told against. */
  readonly base: number;
  logOdds(columns: readonly Float64Array[], rows: Uint32Array): Float64Array;
  /** One number a column; base and contributions sum to the row's log odds. */
  contributions(columns: readonly Float64Array[], row: number): Float64Array;
}

export type Candidate = (task: CandidateTask) => FittedCandidate;
