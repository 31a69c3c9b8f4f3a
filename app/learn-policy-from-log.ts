import type { Database } from '../adapters/postgres/database.ts';
import { drawOf, judgedRows } from '../adapters/postgres/judged-rows.ts';
import { shopCurrency } from '../adapters/postgres/spend.ts';
import { soundness } from '../retention/off-policy/find-refusals.ts';
import { weightDiagnostics } from '../retention/off-policy/weight-diagnostics.ts';
import type { PortablePolicy } from '../retention/policy/portable-policy.ts';
import { portableRule } from '../retention/uplift/action-chooser.ts';
import { type LearntPolicy, learnPolicy } from '../retention/uplift/learn-policy.ts';
import { trialFromDraws } from '../retention/uplift/trial-from-draws.ts';
import { type LearntPolicyReport, learntPolicyReport } from './learnt-policy-report.ts';

/** The weights of the learnt policy on draws that it had not seen. */
export interface LogWeights {
  readonly meanWeight: number;
  readonly effectiveSampleSize: number;
  readonly maxWeight: number;
}

/**
 * Learns a policy from a shop's own decision log and tells what it is worth: rows are draws outside the holdout that are
 * over, each with its logged probability among what was open. The policy is the learnt one where that is proven and the
 * log can carry it, else the best single action.
 * @throws NotFoundError for a shop that is not there, BadInputError for a log that nothing honest can be learnt from.
 */
export async function learnPolicyFromLog(
  database: Database,
  shopId: string,
  now: Date,
  seed: string,
): Promise<{ policy: PortablePolicy; report: LearntPolicyReport & LogWeights }> {
  const currency = await shopCurrency(database, shopId);
  const draws = (await judgedRows(database, shopId, now)).map(drawOf);
  const { rows, actions, features, leftOut } = trialFromDraws(draws);
  const learnt = learnPolicy(rows, null, seed);
  const found = learntPolicyReport(rows, actions, learnt);
  const weights = weightDiagnostics(learnt.weights, rows.clusters.ofRow);
  const unsound = unsoundOf(learnt, weights, found.bestSingleAction);
  const accepted = found.accepted && unsound === null;
  const chosen = portableRule(
    accepted ? learnt.chooser : { reference: learnt.order[0]!, gains: actions.map(() => null) },
    actions,
    learnt.order,
  );
  return {
    policy: { format: 'mainstay-policy-1', ...chosen, features, floor: 0 },
    report: {
      ...found,
      accepted,
      reason: unsound ?? found.reason,
      outcome: `margin of a period, minor units of ${currency}`,
      control: actions[0]!,
      // Curves need the same actions open to everybody.
      qini: null,
      auuc: null,
      uplift: [],
      features: features.map(({ column }) => column),
      leftOut,
      meanWeight: weights.meanWeight,
      effectiveSampleSize: Math.min(weights.effectiveSampleSize, weights.effectiveClusters),
      maxWeight: weights.maxWeight,
    },
  };
}

/** Why a learnt policy is not kept whatever its interval says; null: the log can carry it. */
function unsoundOf(
  { learner }: LearntPolicy,
  {
    meanWeight,
    effectiveSampleSize,
    effectiveClusters,
  }: { meanWeight: number; effectiveSampleSize: number; effectiveClusters: number },
  best: string,
): string | null {
  if (learner === null) return null;
  const { from, to } = soundness.meanWeight;
  if (meanWeight < from || meanWeight > to)
    return `the mean weight of the learnt policy is ${meanWeight.toPrecision(3)} and must be from ${from} to ${to}: what it would do was drawn so rarely, or so unlike its logged probabilities, that the log cannot tell its worth; so "${best}" for everybody is kept`;
  const effective = Math.min(effectiveSampleSize, effectiveClusters);
  if (effective < soundness.effectiveSample)
    return `the effective sample of the learnt policy is ${effective.toPrecision(3)} and must be at least ${soundness.effectiveSample}: too few draws are what it would do, so "${best}" for everybody is kept; more draws by chance, or more time, would be right`;
  return null;
}
