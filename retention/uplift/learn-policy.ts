import { SeededRandom } from '../../core/seeded-random.ts';
import { foldsByCluster } from '../numerics/folds-by-cluster.ts';
import { type MeanEstimate, meanByCluster } from '../numerics/mean-by-cluster.ts';
import { type ActionChooser, choose } from './action-chooser.ts';
import { bestFirst, firstOpen } from './best-first.ts';
import { type ActionScores, addScores, allRows, fitOutcomes } from './doubly-robust-scores.ts';
import { fitChooser, fitGains, gainLearners, type PolicyLearner, regressorOf } from './fit-chooser.ts';
import { treesRegressor } from './fit-trees.ts';
import { rowsWhere } from './rows-where.ts';
import type { TrialRows } from './trial-rows.ts';

const outerFolds = 5;

export interface LearntPolicy {
  /** Whether the lower end of the difference's 95 % interval lies above 0. */
  readonly accepted: boolean;
  /** Of all rows: what is written when it is accepted. */
  readonly chooser: ActionChooser;
  readonly learner: PolicyLearner | null;
  /** The actions, the best single one of all rows first. */
  readonly order: readonly number[];
  readonly value: {
    readonly learnt: MeanEstimate;
    readonly bestSingle: MeanEstimate;
    /** Learnt minus best single action, row by row. */
    readonly difference: MeanEstimate;
  };
  /** Share of rows whose learnt action was not the best single one, out of fold. */
  readonly moved: number;
  /** Doubly robust, every row by models of the other folds. */
  readonly scores: ActionScores;
  /** By row, the learnt action over the probability of it where it was the one that the row got, else 0; out of fold. */
  readonly weights: Float64Array;
  /** What each action is predicted to bring above the control (DR-learner, mean of linear and trees), out of fold. */
  readonly uplift: readonly Float64Array[];
}

/**
 * Learns a policy from a randomised trial and says honestly what it is worth. Rows are dealt into five folds by shopper;
 * on four of them a chooser is learnt and the best single action is chosen, the fifth tells what both bring (doubly
 * robust, outcome models of the same four). The paired difference of all rows decides; the policy that is returned is
 * learnt from all rows by the same recipe.
 * @param control the action that uplift is told against; null: none is told.
 */
export function learnPolicy(trial: TrialRows, control: number | null, seed: string): LearntPolicy {
  const count = trial.outcome.length;
  const foldOf = foldsByCluster(trial.clusters, outerFolds, new SeededRandom(`${seed}|outer`));
  const scores = Array.from({ length: trial.actionCount }, () => new Float64Array(count));
  const learnt = new Float64Array(count);
  const single = new Float64Array(count);
  const uplift = scores.map(() => new Float64Array(control === null ? 0 : count));
  const weights = new Float64Array(count);
  let moved = 0;
  for (let fold = 0; fold < outerFolds; fold++) {
    const others = rowsWhere(count, (row) => foldOf[row] !== fold);
    const own = rowsWhere(count, (row) => foldOf[row] === fold);
    const { chooser, scores: known, order } = fitChooser(trial, others, `${seed}|${fold}`);
    for (const learner of control === null ? [] : gainLearners)
      fitGains(trial, others, known, control!, regressorOf(learner, `${seed}|${fold}`)).forEach(
        (gain, action) => {
          gain?.predict(trial.columns, own).forEach((value, i) => {
            uplift[action]![own[i]!]! += value / gainLearners.length;
          });
        },
      );
    addScores(trial, own, fitOutcomes(trial, others, treesRegressor(`${seed}|${fold}`, 1)), scores);
    choose(chooser, trial, own).forEach((action, i) => {
      const row = own[i]!;
      learnt[row] = scores[action]![row]!;
      const best = firstOpen(trial, order, row);
      single[row] = scores[best]![row]!;
      if (action !== best) moved++;
      if (action === trial.action[row]) weights[row] = 1 / trial.propensity[row]!;
    });
  }
  const difference = meanByCluster(
    learnt.map((value, row) => value - single[row]!),
    trial.clusters.ofRow,
  );
  const { chooser, learner } = fitChooser(trial, allRows(trial), seed);
  return {
    accepted: difference.lower > 0 && learner !== null,
    chooser,
    learner,
    order: bestFirst(trial, scores, allRows(trial)),
    value: {
      learnt: meanByCluster(learnt, trial.clusters.ofRow),
      bestSingle: meanByCluster(single, trial.clusters.ofRow),
      difference,
    },
    moved: moved / count,
    scores,
    weights,
    uplift,
  };
}
