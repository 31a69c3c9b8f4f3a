import { scoreHead } from '../../models/runtime/linear-head.ts';
import { fitSoftmax } from '../../models/train/fit-softmax.ts';
import { clustersOf } from '../../retention/numerics/cluster-bootstrap.ts';
import { meanAndVariance } from '../../retention/numerics/mean-and-variance.ts';
import { type BanditLog, importanceWeights } from '../../retention/off-policy/bandit-log.ts';
import { chooseShrinkage } from '../../retention/off-policy/choose-shrinkage.ts';
import { CrossFittedRewards } from '../../retention/off-policy/cross-fitted-rewards.ts';
import { type EstimatorName, estimate, estimatorNames } from '../../retention/off-policy/estimators.ts';
import { defaultEvaluation, evaluatePolicy } from '../../retention/off-policy/evaluate-policy.ts';
import type { RewardModelShape } from '../../retention/off-policy/reward-model.ts';
import { NumpyRandom } from './numpy-random.ts';
import { type Rounds, SyntheticBandit } from './synthetic-bandit.ts';

/**
 * Off-policy estimators where the truth is known: `npm run bench:off-policy [-- RUNS [COVERAGE RUNS]]`.
 *
 * The experiment of obp's examples/synthetic/README.md: 10,000 rounds, 30 actions, 5 numbers of context, beta -3;
 * an IPW learner trained on other rounds of the same world is the target; a logistic reward model on [x, one-hot a],
 * 3 folds; seeds 0, 1, 2, ... and their data as NumPy draws them. Printed is the relative error |estimate - truth| / truth:
 * mean of the first 20 runs beside the published mean of 20 runs, mean of all, and with the reward model that serves. Then the share of intervals that hold the truth, on 1,000 rounds of the same worlds.
 */
const size = { actionCount: 30, contextWidth: 5, beta: -3 };
const roundCount = 10_000;

/** Mean and deviation over 20 runs, examples/synthetic/README.md of st-tech/zr-obp. */
const published: Partial<Record<EstimatorName, readonly [number, number]>> = {
  ips: [0.009481, 0.006899],
  snips: [0.006665, 0.004541],
  dm: [0.07439, 0.024525],
  dr: [0.006175, 0.004245],
  sndr: [0.006118, 0.003997],
  switchDr: [0.006175, 0.004245],
  drOs: [0.021951, 0.013337],
};
const publishedRuns = 20;

/** The same script run with obp 0.5.5 itself and scikit-learn 1.5 on seeds 0 to 399. */
const obpItself: Partial<Record<EstimatorName, readonly [number, number]>> = {
  ips: [0.009572, 0.000373],
  snips: [0.007781, 0.000308],
  dm: [0.077289, 0.00127],
  dr: [0.007787, 0.000311],
  sndr: [0.00771, 0.000308],
  switchDr: [0.007787, 0.000311],
  drOs: [0.01033, 0.000365],
};

const asObp: RewardModelShape = { link: 'logit', effects: 'additive', penalty: 0.01 };
const asServed: RewardModelShape = { link: 'logit', effects: 'interactions', penalty: 1 };

function main(): void {
  const runs = Number(process.argv[2] ?? 200);
  const coverageRuns = Number(process.argv[3] ?? 100);
  const errors = new Map<string, number[]>();
  const add = (name: string, value: number) => errors.set(name, [...(errors.get(name) ?? []), value]);
  for (let run = 0; run < runs; run++) {
    const { log, truth } = targetedLog(run, roundCount);
    const weights = importanceWeights(log);
    for (const [label, shape] of [
      ['', asObp],
      ['+', asServed],
    ] as const) {
      const expected = new CrossFittedRewards(log, shape, threeFolds(), 3).expected();
      const found = estimate(log.reward, weights, expected, chooseShrinkage(log.reward, weights, expected));
      for (const name of estimatorNames) add(name + label, Math.abs(found[name] - truth) / truth);
    }
  }
  console.log(`relative error of ${runs} runs of ${roundCount} rounds: mean (standard error)`);
  console.log(
    `             ours, first 20     published, 20      ours, all          away   obp, seeds 0-399   ours, interactions`,
  );
  for (const name of estimatorNames) {
    const all = errors.get(name)!;
    const first = meanOf(all.slice(0, publishedRuns));
    const own = meanOf(all);
    const served = meanOf(errors.get(`${name}+`)!);
    const [mean, deviation] = published[name]!;
    const [again, error] = obpItself[name]!;
    const other = deviation / Math.sqrt(publishedRuns);
    const away = (own.mean - mean) / Math.hypot(own.error, other);
    console.log(
      `${name.padEnd(12)} ${cell(first.mean, first.error)} ${cell(mean, other)} ${cell(own.mean, own.error)} ${away.toFixed(2).padStart(5)}   ${cell(again, error)} ${cell(served.mean, served.error)}`,
    );
  }
  console.log('away: ours from the published mean, in standard errors of the difference of the two means');
  coverage(coverageRuns);
}

function coverage(runs: number): void {
  if (runs === 0) return;
  const covered = new Map<EstimatorName, number>(estimatorNames.map((name) => [name, 0]));
  let refused = 0;
  for (let run = 0; run < runs; run++) {
    const { log, truth } = targetedLog(run, 1_000);
    const verdict = evaluatePolicy(log, { ...defaultEvaluation, bootstrap: 200, seed: String(run) });
    if (!verdict.estimators) refused++;
    for (const name of verdict.estimators ? estimatorNames : []) {
      const { lower, upper } = verdict.estimators![name];
      if (lower <= truth && truth <= upper) covered.set(name, covered.get(name)! + 1);
    }
  }
  const answered = runs - refused;
  console.log(`\n95 % intervals that hold the truth, ${answered} logs of 1,000 rounds (${refused} refused)`);
  for (const [name, count] of covered)
    console.log(`${name.padEnd(12)} ${((100 * count) / answered).toFixed(0)} %`);
}

/** A log, a policy learnt from another one of the same world, and what that policy is truly worth on the log. */
function targetedLog(seed: number, count: number): { log: BanditLog; truth: number } {
  const world = new SyntheticBandit(seed, size);
  const training = world.rounds(roundCount);
  const rounds = world.rounds(count);
  const target = learntPolicy(training, rounds);
  let truth = 0;
  target.forEach((probability, i) => {
    truth += (probability * rounds.expected[i]!) / count;
  });
  return {
    truth,
    log: {
      rowCount: count,
      actions: Array.from({ length: size.actionCount }, (_, a) => String(a)),
      action: rounds.action,
      reward: rounds.reward,
      propensity: rounds.propensity,
      target,
      context: rounds.context,
      contextNames: Array.from({ length: size.contextWidth }, (_, j) => `x${j}`),
      clusters: clustersOf(null, count),
    },
  };
}

/**
 * obp's IPWLearner.predict_proba: a softmax regression on the drawn actions weighted by reward / propensity, whose
 * class probabilities are put through a softmax once more. That makes a target near the uniform policy.
 */
function learntPolicy(training: Rounds, rounds: Rounds): Float64Array {
  const { contextWidth, actionCount } = size;
  const vectorOf = ({ context }: Rounds, row: number) =>
    Float32Array.from(context.subarray(row * contextWidth, (row + 1) * contextWidth));
  const labels = Array.from({ length: actionCount }, (_, a) => String(a));
  const examples = Array.from({ length: training.count }, (_, row) => ({
    vector: vectorOf(training, row),
    label: String(training.action[row]),
    weight: training.reward[row]! / training.propensity[row]!,
  })).filter(({ weight }) => weight > 0);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const head = fitSoftmax(examples, labels, { l2: 1 / (100 * total), iterations: 60 });
  const target = new Float64Array(rounds.count * actionCount);
  for (let row = 0; row < rounds.count; row++) {
    const powers = scoreHead(head, vectorOf(rounds, row)).map((probability) => Math.exp(probability));
    const sum = powers.reduce((all, power) => all + power, 0);
    powers.forEach((power, a) => {
      target[row * actionCount + a] = power / sum;
    });
  }
  return target;
}

/** scikit-learn's KFold(3, shuffle=True, random_state=12345), as obp asks for it. */
function threeFolds(): Int32Array {
  const order = Int32Array.from({ length: roundCount }, (_, i) => i);
  new NumpyRandom(12_345).shuffle(order);
  const fold = new Int32Array(roundCount);
  const longer = Math.ceil(roundCount / 3);
  order.forEach((row, i) => {
    fold[row] = i < longer ? 0 : i < longer + Math.floor(roundCount / 3) ? 1 : 2;
  });
  return fold;
}

function meanOf(values: readonly number[]): { mean: number; error: number } {
  const { mean, variance, n } = meanAndVariance(values);
  return { mean, error: Math.sqrt(variance / n) };
}

function cell(mean: number, error: number): string {
  return `${mean.toFixed(5)} (${error.toFixed(5)})`.padEnd(19);
}

main();
