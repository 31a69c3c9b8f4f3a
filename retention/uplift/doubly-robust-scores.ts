import type { Fitted, Regressor } from './regressor.ts';
import { rowsWhere } from './rows-where.ts';
import type { TrialRows } from './trial-rows.ts';

/** For every action, a score for every row whose mean given the inputs is what the action brings there, cost off. */
export type ActionScores = readonly Float64Array[];

/** What each action brings, fitted on those of `rows` that got it. */
export function fitOutcomes(trial: TrialRows, rows: Uint32Array, regressor: Regressor): Fitted[] {
  return Array.from({ length: trial.actionCount }, (_, action) =>
    regressor(
      trial.columns,
      trial.outcome,
      rows.filter((row) => trial.action[row] === action),
    ),
  );
}

/**
 * Doubly robust scores (Robins, Rotnitzky and Zhao 1994): the model's outcome, and for the action that the row got its
 * error over the propensity. Randomised data make them unbiased whatever the model is worth; a good one takes noise
 * away.
 * @param outcomes fitted without the rows that are scored.
 * @param into filled at `rows`.
 */
export function addScores(
  trial: TrialRows,
  rows: Uint32Array,
  outcomes: readonly Fitted[],
  into: readonly Float64Array[],
): void {
  outcomes.forEach((model, action) => {
    const expected = model.predict(trial.columns, rows);
    rows.forEach((row, i) => {
      const error = trial.action[row] === action ? trial.outcome[row]! - expected[i]! : 0;
      into[action]![row] = expected[i]! + error / trial.propensity[row]! - trial.cost[action]!;
    });
  });
}

/** Cross-fitted scores of the rows of several folds: each fold's models are fitted on the others. */
export function crossFittedScores(
  trial: TrialRows,
  rows: Uint32Array,
  foldOf: Int32Array,
  regressor: Regressor,
): ActionScores {
  const count = trial.outcome.length;
  const scores = Array.from({ length: trial.actionCount }, () => new Float64Array(count));
  for (const fold of new Set(rows.map((row) => foldOf[row]!))) {
    const others = rows.filter((row) => foldOf[row] !== fold);
    const own = rows.filter((row) => foldOf[row] === fold);
    addScores(trial, own, fitOutcomes(trial, others, regressor), scores);
  }
  return scores;
}

/** Every row's number. */
export function allRows(trial: TrialRows): Uint32Array {
  return rowsWhere(trial.outcome.length, () => true);
}
