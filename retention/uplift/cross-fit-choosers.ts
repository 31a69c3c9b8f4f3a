import type { PortablePolicy } from '../policy/portable-policy.ts';
import { portableRule } from './action-chooser.ts';
import { fitChooser, type PolicyLearner } from './fit-chooser.ts';
import { rowsWhere } from './rows-where.ts';
import { type MaturedDraw, trialFromDraws } from './trial-from-draws.ts';

export interface CrossFittedChooser {
  /** Learnt from all draws: what would serve. */
  readonly whole: PortablePolicy;
  /** What it chooses by; null: nothing beat the best single action, which it gives. */
  readonly learner: PolicyLearner | null;
  /** By fold, learnt by the same recipe from the draws of all other folds: what is judged. */
  readonly withoutFold: readonly PortablePolicy[];
}

/**
 * Learns who should get which action from a shop's draws, once from all and once without each fold. Each is a policy of
 * scores: an action's gain in margin above one that is open to everybody, so that prices can be taken off.
 * @param foldOf of every draw, 0 to folds - 1, all draws of a shopper in one.
 * @throws BadInputError where the draws teach nothing, as `trialFromDraws` does.
 */
export function crossFitChoosers(
  draws: readonly MaturedDraw[],
  foldOf: readonly number[],
  folds: number,
  seed: string,
): CrossFittedChooser {
  const { rows: trial, actions, features } = trialFromDraws(draws);
  const learn = (rows: Uint32Array, name: string) => {
    const { chooser, learner, order } = fitChooser(trial, rows, `${seed}|${name}`);
    const chosen = portableRule(chooser, actions, order);
    const policy: PortablePolicy = { format: 'mainstay-policy-1', ...chosen, features, floor: 0 };
    return { policy, learner };
  };
  const all = learn(
    rowsWhere(draws.length, () => true),
    'all',
  );
  return {
    whole: all.policy,
    learner: all.learner,
    withoutFold: Array.from(
      { length: folds },
      (_, fold) =>
        learn(
          rowsWhere(draws.length, (row) => foldOf[row] !== fold),
          `${fold}`,
        ).policy,
    ),
  };
}
