import type { MoneyDecisionRecord } from '../money/money-decision-record.ts';
import { clustersOf } from '../numerics/cluster-bootstrap.ts';
import { nothing } from '../offers/offer.ts';
import { ruleInputOf } from '../rules/rule-fields.ts';
import type { BanditLog } from './bandit-log.ts';

/** A money decision and what its shopper did until its period ended. */
export interface LoggedMoneyDecision {
  readonly id: string;
  /** The known identity: merged accounts are one shopper. */
  readonly shopperId: string;
  readonly record: Omit<MoneyDecisionRecord, 'reservation'>;
  /** null: the period is not over, nothing can be said yet. */
  readonly outcome: number | null;
}

/** Probability of every action under a policy, by offer id; what is left out has 0. */
export type ActionProbabilities = ReadonlyMap<string, number>;

/** What the reward model sees of a shopper: names of rule fields. */
const contextNames = [
  'churnRisk',
  'orderCount',
  'meanOrderCents',
  'daysSinceLastOrder',
  'visits30',
  'discountShare',
];

/**
 * Money decisions as an estimator reads them: one row a shopper-period whose period is over, outside the holdout (there
 * nothing is drawn; it is compared as randomised, see draw-money.ts), of the policy slice and the uniform slice alike,
 * since the logged propensity is the total probability over both. The action is the intended one, also where the
 * budget refused it in the end.
 * @param decisions and, in the same order, what the target policy would do with each.
 */
export function moneyLog(
  decisions: readonly LoggedMoneyDecision[],
  targets: readonly ActionProbabilities[],
): BanditLog {
  const kept = decisions
    .map((decision, i) => ({ ...decision, target: targets[i]! }))
    .filter(({ record, outcome }) => outcome !== null && !record.inputs.assignment.holdout);
  const offered = kept.flatMap(({ record }) => record.choice.actions.map(({ offerId }) => offerId));
  const aimed = kept.flatMap(({ target }) => [...target.keys()]);
  const actions = [...new Set([nothing, ...[...offered, ...aimed].sort()])];
  const rowCount = kept.length;
  const target = new Float64Array(rowCount * actions.length);
  const logging = new Float64Array(rowCount * actions.length);
  kept.forEach(({ record, target: aim }, row) => {
    const drawn = new Map(record.choice.actions.map(({ offerId, probability }) => [offerId, probability]));
    actions.forEach((action, a) => {
      target[row * actions.length + a] = aim.get(action) ?? 0;
      logging[row * actions.length + a] = drawn.get(action) ?? 0;
    });
  });
  return {
    rowCount,
    actions,
    action: Int32Array.from(kept, ({ record }) => actions.indexOf(record.choice.action)),
    reward: Float64Array.from(kept, ({ outcome }) => outcome!),
    propensity: Float64Array.from(kept, ({ record }) => record.choice.propensity),
    target,
    logging,
    context: Float64Array.from(
      kept.flatMap(({ record }) => {
        const facts = ruleInputOf(record.inputs.facts);
        // "Never" stands for a very long time there: a logarithm keeps it from drowning everybody else.
        return contextNames.map((name) => Math.log1p(Math.max(0, facts[name]!)));
      }),
    ),
    contextNames,
    clusters: clustersOf(
      kept.map(({ shopperId }) => shopperId),
      rowCount,
    ),
  };
}
