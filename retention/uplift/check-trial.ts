import { alikeNames } from '../../core/alike-names.ts';
import { BadInputError } from '../../core/errors.ts';
import { covariateBalance } from '../experiments/covariate-balance.ts';
import { covarianceMatrix } from '../numerics/covariance-matrix.ts';
import { tellsOutcome } from './tells-outcome.ts';
import type { TrialRows } from './trial-rows.ts';

/** Fewer rows of an action than this teach nothing about it. */
const leastRows = 50;
/** Inputs that differ between actions with a smaller p, all inputs counted, were not there before a random draw. */
const imbalanceBelow = 1e-6;
const meanWeightBounds = [0.9, 1.1] as const;

export interface TrialNames {
  readonly actions: readonly string[];
  /** One for each column, as messages call it. */
  readonly features: readonly string[];
  readonly outcome: string;
  /** Whether actions were drawn alike for all rows. */
  readonly uniform: boolean;
}

/**
 * Refuses what no honest policy can be learnt from: too few actions or rows, an outcome that never varies,
 * propensities that do not add up, inputs that tell the outcome, and inputs that the action moved.
 * @throws BadInputError that says what is wrong and what would be right.
 */
export function checkTrial(trial: TrialRows, names: TrialNames): void {
  const count = trial.outcome.length;
  const rowsOf = names.actions.map((_, action) =>
    Uint32Array.from({ length: count }, (_, row) => row).filter((row) => trial.action[row] === action),
  );
  if (names.actions.length < 2)
    throw new BadInputError(
      `every row got "${names.actions[0]}"; a policy is learnt from rows that got different actions at random`,
    );
  const alike = alikeNames(names.actions);
  if (alike)
    throw new BadInputError(
      `actions "${alike[0]}" and "${alike[1]}" differ in case or blanks only; write one action in one way, or name them apart`,
    );
  const scarce = rowsOf.findIndex((rows) => rows.length < leastRows);
  if (scarce >= 0)
    throw new BadInputError(
      `only ${rowsOf[scarce]!.length} rows got "${names.actions[scarce]}"; at least ${leastRows} of each action are needed`,
    );
  if (trial.outcome.every((value) => value === trial.outcome[0]))
    throw new BadInputError(
      `the outcome "${names.outcome}" is ${trial.outcome[0]} in every row: nothing moves it, so there is nothing to learn`,
    );
  checkPropensities(trial, names, rowsOf);
  trial.columns.forEach((column, i) => {
    const why = tellsOutcome(column, trial.outcome);
    if (why)
      throw new BadInputError(
        `the feature ${names.features[i]} tells the outcome "${names.outcome}" (${why}): it was measured with it or after it; name the features that are known before the action with --features`,
      );
  });
  if (names.uniform) checkBalance(trial, names, rowsOf);
}

function checkPropensities(trial: TrialRows, names: TrialNames, rowsOf: readonly Uint32Array[]): void {
  const count = trial.outcome.length;
  rowsOf.forEach((rows, action) => {
    const open = trial.open?.[action];
    const inverse = new Float64Array(count);
    for (const row of rows) inverse[row] = 1 / trial.propensity[row]!;
    const weights = open ? inverse.filter((_, row) => open[row] === 1) : inverse;
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const variance = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / weights.length;
    const slack = 4 * Math.sqrt(variance / weights.length);
    if (mean < meanWeightBounds[0] - slack || mean > meanWeightBounds[1] + slack)
      throw new BadInputError(
        `the propensities of "${names.actions[action]}" do not fit its rows: their inverse sums to ${mean.toFixed(2)} times the number of rows, and 1 would be right`,
      );
  });
}

function checkBalance(trial: TrialRows, names: TrialNames, rowsOf: readonly Uint32Array[]): void {
  const arms = rowsOf.map((rows, action) => ({
    arm: names.actions[action]!,
    ...covarianceMatrix(trial.columns.map((column) => Float64Array.from(rows, (row) => column[row]!))),
  }));
  trial.columns.forEach((_, i) => {
    const pValue = covariateBalance(arms, i) * trial.columns.length;
    if (pValue < imbalanceBelow)
      throw new BadInputError(
        `the feature ${names.features[i]} differs between actions by more than chance (p ${pValue.toExponential(0)}): either it was measured after the action (leave it out with --features), or the actions were not drawn at random (give each row's probability with --propensity)`,
      );
  });
}
