import { SeededRandom } from '../../core/seeded-random.ts';
import { binColumns } from '../learners/bins.ts';
import { foldsByCluster } from '../numerics/folds-by-cluster.ts';
import type { TreeNode } from '../policy/portable-policy.ts';
import { type ActionChooser, choose } from './action-chooser.ts';
import { bestFirst, firstOpen, openToAll } from './best-first.ts';
import { type ActionScores, crossFittedScores } from './doubly-robust-scores.ts';
import { fitPolicySplit } from './fit-policy-split.ts';
import { fitPolicyTree } from './fit-policy-tree.ts';
import { fitRidge } from './fit-ridge.ts';
import { treesRegressor } from './fit-trees.ts';
import { leafGains } from './leaf-gains.ts';
import type { Regressor } from './regressor.ts';
import { isOpen, type TrialRows } from './trial-rows.ts';

const innerFolds = 3;

/** How gains are fitted to the doubly robust scores. */
export const gainLearners = ['linear', 'trees'] as const;
type GainLearner = (typeof gainLearners)[number];
/** What chooses the action: the highest gain by one of these, or one question, or a tree of two. */
export type PolicyLearner = GainLearner | 'split' | 'tree';
/** Fewer bins than for trees: a policy tree looks at every pair of cuts. */
const policyTreeBins = 24;

export interface FittedChooser {
  readonly chooser: ActionChooser;
  /** Null: no learner beat the best single action on the inner folds. */
  readonly learner: PolicyLearner | null;
  /** Of the rows it was learnt from, cross-fitted among them; of what was not open to a row, its best single action's. */
  readonly scores: ActionScores;
  /** The actions, the best single one first. */
  readonly order: readonly number[];
}

/**
 * Learns which action to give from some of the rows: doubly robust scores cross-fitted inside them, the best single
 * action by their means, then four ways to choose: for each other action the gain above the best one (DR-learner,
 * Kennedy 2023), linear and by boosted trees, and the question, or tree of two, that maximises the scores. Whichever chooses
 * best on inner folds is fitted again on all rows; where none beats the best single action, that stays.
 *
 * Where actions are closed to some rows, gains are told above one that is open to all and learnt where they were open,
 * and every chooser is a gain by action, so that whoever cannot have the best gets the next.
 */
export function fitChooser(trial: TrialRows, rows: Uint32Array, seed: string): FittedChooser {
  const foldOf = foldsByCluster(trial.clusters, innerFolds, new SeededRandom(`${seed}|inner`));
  const scores = crossFittedScores(trial, rows, foldOf, treesRegressor(`${seed}|outcome`, 1));
  const order = bestFirst(trial, scores, rows);
  const reference = openToAll(trial, order);
  if (trial.open)
    for (const row of rows) {
      const single = scores[firstOpen(trial, order, row)]![row]!;
      scores.forEach((own, action) => {
        if (!isOpen(trial, action, row)) own[row] = single;
      });
    }
  const binned = binColumns(trial.columns, policyTreeBins);
  const byTree = (tree: readonly TreeNode[], from: Uint32Array): ActionChooser =>
    trial.open
      ? { reference, gains: leafGains(tree, trial, from, scores, reference) }
      : { reference, gains: scores.map(() => null), tree };
  const fitBy = (learner: PolicyLearner, from: Uint32Array): ActionChooser => {
    if (learner === 'split' || learner === 'tree') {
      const minLeafRows = Math.max(50, Math.round(from.length / 20));
      const treeOf = learner === 'split' ? fitPolicySplit : fitPolicyTree;
      return byTree(treeOf(binned, scores, from, minLeafRows), from);
    }
    return { reference, gains: fitGains(trial, from, scores, reference, regressorOf(learner, seed)) };
  };
  let best: { learner: PolicyLearner; value: number } | null = null;
  for (const learner of ['split', 'tree', ...gainLearners] as const) {
    const value = innerValue(trial, rows, foldOf, scores, order[0]!, (others) => fitBy(learner, others));
    if (value > (best?.value ?? 0)) best = { learner, value };
  }
  if (best) return { chooser: fitBy(best.learner, rows), learner: best.learner, scores, order };
  return { chooser: byTree([{ value: reference }], rows), learner: null, scores, order };
}

/** What every other action brings above a reference, as a function of the inputs. */
export function fitGains(
  trial: TrialRows,
  rows: Uint32Array,
  scores: ActionScores,
  reference: number,
  regressor: Regressor,
): (ReturnType<Regressor> | null)[] {
  return scores.map((own, action) => {
    if (action === reference) return null;
    const gain = own.map((score, row) => score - scores[reference]![row]!);
    const asked = trial.open ? rows.filter((row) => isOpen(trial, action, row)) : rows;
    return regressor(trial.columns, gain, asked);
  });
}

export function regressorOf(learner: GainLearner, seed: string): Regressor {
  return learner === 'linear' ? fitRidge : treesRegressor(`${seed}|gain`, 3);
}

/** What choosing brings above the best single action, a row, on folds that it was not learnt from. */
function innerValue(
  trial: TrialRows,
  rows: Uint32Array,
  foldOf: Int32Array,
  scores: ActionScores,
  bestSingle: number,
  fitFrom: (rows: Uint32Array) => ActionChooser,
): number {
  let sum = 0;
  for (let fold = 0; fold < innerFolds; fold++) {
    const own = rows.filter((row) => foldOf[row] === fold);
    const chooser = fitFrom(rows.filter((row) => foldOf[row] !== fold));
    choose(chooser, trial, own).forEach((action, i) => {
      sum += scores[action]![own[i]!]! - scores[bestSingle]![own[i]!]!;
    });
  }
  return sum / rows.length;
}
