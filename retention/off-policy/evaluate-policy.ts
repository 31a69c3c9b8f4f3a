import { SeededRandom } from '../../core/seeded-random.ts';
import { clusterBootstrap, percentileInterval } from '../numerics/cluster-bootstrap.ts';
import { foldsByCluster } from '../numerics/folds-by-cluster.ts';
import { type BanditLog, importanceWeights } from './bandit-log.ts';
import { chooseShrinkage } from './choose-shrinkage.ts';
import { CrossFittedRewards } from './cross-fitted-rewards.ts';
import { type EstimatorName, estimate, estimatorNames, type Shrinkage } from './estimators.ts';
import { findRefusals, shareWithoutSupport } from './find-refusals.ts';
import type { Estimate, PolicyVerdict } from './policy-verdict.ts';
import type { RewardModelShape } from './reward-model.ts';
import { weightDiagnostics } from './weight-diagnostics.ts';

export interface EvaluationOptions {
  readonly seed: string;
  /** Bootstrap samples of shoppers. */
  readonly bootstrap: number;
  readonly folds: number;
  readonly effects: RewardModelShape['effects'];
}

export const defaultEvaluation: EvaluationOptions = {
  seed: 'off-policy',
  bootstrap: 400,
  folds: 3,
  effects: 'interactions',
};

/**
 * What a policy would have earned on a log that another policy made, or why the log cannot say. Seven estimators on
 * one cross-fitted reward model; intervals from a bootstrap of shoppers in which the model is fitted anew (folds and
 * the two thresholds stay). The same log, options and seed give the same verdict.
 * @throws RangeError for a log whose propensities are not in (0, 1].
 */
export function evaluatePolicy(
  log: BanditLog,
  options: EvaluationOptions = defaultEvaluation,
): PolicyVerdict {
  if (log.propensity.some((value) => !(value > 0 && value <= 1)))
    throw new RangeError('a propensity is not in (0, 1]');
  const weights = importanceWeights(log);
  const diagnostics = weightDiagnostics(weights, log.clusters.ofRow);
  const unsupportedShare = shareWithoutSupport(log);
  const refusals = findRefusals(log, diagnostics, unsupportedShare);
  const about = {
    ...diagnostics,
    refused: refusals.length > 0,
    reason: refusals.length > 0 ? refusals.map(({ text }) => text).join('; ') : null,
    refusals,
    n: log.rowCount,
    clusters: log.clusters.count,
    actions: log.actions.length,
    unsupportedShare,
  };
  if (refusals.length > 0)
    return { ...about, warnings: [], logged: null, estimators: null, difference: null, method: null };

  const { rewards, shape } = rewardsOf(log, options);
  const expected = rewards.expected();
  const shrinkage = chooseShrinkage(log.reward, weights, expected);
  const point = estimate(log.reward, weights, expected, shrinkage);
  const mean = meanReward(log.reward, null);
  const random = new SeededRandom(`${options.seed}|bootstrap`);
  const replicates = clusterBootstrap(log.clusters, options.bootstrap, random, (multiplicity) => {
    const again = estimate(log.reward, weights, rewards.expectedFor(multiplicity), shrinkage, multiplicity);
    const logged = meanReward(log.reward, multiplicity);
    return [logged, ...estimatorNames.map((name) => again[name]), again.snips - logged, again.dr - logged];
  });
  const [ofLogged, ...rest] = replicates;
  const of = (value: number, samples: readonly number[]): Estimate => ({
    estimate: value,
    ...percentileInterval(samples),
  });
  const estimators = Object.fromEntries(
    estimatorNames.map((name, i) => [name, of(point[name], rest[i]!)]),
  ) as Record<EstimatorName, Estimate>;
  return {
    ...about,
    warnings: warningsOf(about, estimators),
    logged: of(mean, ofLogged!),
    estimators,
    difference: {
      snips: of(point.snips - mean, rest.at(-2)!),
      dr: of(point.dr - mean, rest.at(-1)!),
    },
    method: methodOf(shape, options, shrinkage, log.contextNames),
  };
}

function rewardsOf(log: BanditLog, { seed, folds, effects }: EvaluationOptions) {
  const binary = log.reward.every((value) => value === 0 || value === 1);
  const shape: RewardModelShape = { link: binary ? 'logit' : 'identity', effects, penalty: 1 };
  const random = new SeededRandom(`${seed}|folds`);
  const fold = foldsByCluster(log.clusters, folds, random);
  return { rewards: new CrossFittedRewards(log, shape, fold, folds), shape };
}

function methodOf(
  { link, effects }: RewardModelShape,
  { folds, bootstrap }: EvaluationOptions,
  { switchAbove, lambda }: Shrinkage,
  contextNames: readonly string[],
): NonNullable<PolicyVerdict['method']> {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const context = contextNames.length > 0 ? contextNames.join(', ') : 'no context';
  return {
    rewardModel: `${link === 'logit' ? 'logistic' : 'linear'} ridge regression, ${effects}, on ${context}`,
    folds,
    bootstrap,
    switchAbove: finite(switchAbove),
    lambda: finite(lambda),
  };
}

function warningsOf(
  {
    tailIndex,
    unsupportedShare,
    topPercentShare,
  }: Pick<PolicyVerdict, 'tailIndex' | 'unsupportedShare' | 'topPercentShare'>,
  { dm, dr }: Record<EstimatorName, Estimate>,
): string[] {
  return [
    ...(tailIndex !== null && tailIndex > 0.7
      ? [
          `the weights have a heavy tail (index ${tailIndex.toFixed(2)}, above 0.7; the heaviest 1 % of the rows carry ${(100 * topPercentShare).toFixed(0)} %): intervals of ips, snips and dr may be too narrow`,
        ]
      : []),
    ...(unsupportedShare > 0
      ? [
          `${(100 * unsupportedShare).toPrecision(2)} % of what the policy would do are actions that the log never takes there`,
        ]
      : []),
    ...(dm.upper < dr.lower || dm.lower > dr.upper
      ? ['dm and dr disagree: the reward model is wrong somewhere, do not read dm alone']
      : []),
  ];
}

function meanReward(reward: Float64Array, multiplicity: Float64Array | null): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < reward.length; i++) {
    const count = multiplicity === null ? 1 : multiplicity[i]!;
    sum += count * reward[i]!;
    n += count;
  }
  return sum / n;
}
