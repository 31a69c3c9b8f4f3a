import { crossFittedScores } from './doubly-robust-scores.ts';
import type { Fitted, Regressor } from './regressor.ts';
import type { TrialRows } from './trial-rows.ts';

/** Predicted uplift of an action against another, one value for each asked row. */
export type UpliftModel = (columns: readonly Float64Array[], rows: Uint32Array) => Float64Array;

export interface UpliftTask {
  readonly trial: TrialRows;
  /** Rows to learn from. */
  readonly rows: Uint32Array;
  readonly action: number;
  readonly control: number;
  readonly regressor: Regressor;
  /** For the DR-learner: which rows are scored together, by models of the others. */
  readonly foldOf: Int32Array;
}

export const metaLearners = { s: sLearner, t: tLearner, x: xLearner, dr: drLearner } as const;

/** One model with the action among its inputs; uplift is its difference between the two (Künzel et al. 2019). */
function sLearner({ trial, rows, action, control, regressor }: UpliftTask): UpliftModel {
  const given = Float64Array.from(trial.action, (own) => Number(own === action));
  const fitted = regressor([...trial.columns, given], trial.outcome, pairOf(trial, rows, action, control));
  return (columns, asked) => {
    const size = columns[0]?.length ?? 0;
    const [on, off] = [1, 0].map((value) =>
      fitted.predict([...columns, new Float64Array(size).fill(value)], asked),
    );
    return on!.map((value, i) => value - off![i]!);
  };
}

/** One model for each of the two (Künzel et al. 2019). */
function tLearner(task: UpliftTask): UpliftModel {
  const [on, off] = [task.action, task.control].map((action) => outcomeOf(task, action));
  return (columns, asked) => {
    const without = off!.predict(columns, asked);
    return on!.predict(columns, asked).map((value, i) => value - without[i]!);
  };
}

/**
 * Each row's outcome less what the other side's model expects for it, modelled on both sides and averaged by the
 * share of the action (Künzel et al. 2019).
 */
function xLearner(task: UpliftTask): UpliftModel {
  const { trial, rows, action, control, regressor } = task;
  const sides = [action, control].map((own, side) => {
    const others = outcomeOf(task, side === 0 ? control : action);
    const mine = rows.filter((row) => trial.action[row] === own);
    const effect = new Float64Array(trial.outcome.length);
    others.predict(trial.columns, mine).forEach((expected, i) => {
      effect[mine[i]!] = (side === 0 ? 1 : -1) * (trial.outcome[mine[i]!]! - expected);
    });
    return { fitted: regressor(trial.columns, effect, mine), size: mine.length };
  });
  const [onTreated, onControl] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const share = onTreated.size / (onTreated.size + onControl.size);
  return (columns, asked) => {
    const treated = onTreated.fitted.predict(columns, asked);
    // The model of the smaller side's effects rests on the larger side's outcomes, and gets the larger weight.
    return onControl.fitted
      .predict(columns, asked)
      .map((value, i) => share * value + (1 - share) * treated[i]!);
  };
}

/** Regression of cross-fitted doubly robust scores (Kennedy 2023). */
function drLearner({ trial, rows, action, control, regressor, foldOf }: UpliftTask): UpliftModel {
  const scores = crossFittedScores(trial, rows, foldOf, regressor);
  const gain = scores[action]!.map((score, row) => score - scores[control]![row]!);
  const fitted = regressor(trial.columns, gain, rows);
  return (columns, asked) => fitted.predict(columns, asked);
}

function outcomeOf({ trial, rows, regressor }: UpliftTask, action: number): Fitted {
  return regressor(
    trial.columns,
    trial.outcome,
    rows.filter((row) => trial.action[row] === action),
  );
}

function pairOf(
  { action: given }: TrialRows,
  rows: Uint32Array,
  action: number,
  control: number,
): Uint32Array {
  return rows.filter((row) => given[row] === action || given[row] === control);
}
