import type { DryRunChange, DryRunView } from '../../core/contracts/console-dry-run.ts';
import type { DrawChoice } from '../money/money-decision-record.ts';
import { defaultEvaluation, type EvaluationOptions, evaluatePolicy } from './evaluate-policy.ts';
import { type LoggedMoneyDecision, moneyLog } from './money-log.ts';

/** How many decisions of a changed group are named. */
const mostExamples = 20;

/**
 * What a change would have done with past decisions: who would have been given something else (drawn by the same
 * seed), what that is expected to cost, and what it would have earned, or why the log cannot say.
 * @param choices what the change draws from each decision's inputs, in the decisions' order.
 */
export function dryRun(
  decisions: readonly LoggedMoneyDecision[],
  choices: readonly DrawChoice[],
  options: EvaluationOptions = defaultEvaluation,
): Omit<DryRunView, 'from' | 'to'> {
  const log = moneyLog(
    decisions,
    choices.map(({ actions }) => new Map(actions.map(({ offerId, probability }) => [offerId, probability]))),
  );
  const verdict = evaluatePolicy(log, options);
  const changes = changesOf(decisions, choices);
  const { estimators, difference, logged, refusals } = verdict;
  return {
    decisions: decisions.length,
    inHoldout: decisions.filter(({ record }) => record.inputs.assignment.holdout).length,
    matured: log.rowCount,
    changed: changes.reduce((sum, { count }) => sum + count, 0),
    changes,
    costBeforeCents: Math.round(expectedCost(decisions.map(({ record }) => record.choice))),
    costAfterCents: Math.round(expectedCost(choices)),
    difference: difference?.dr ?? null,
    estimators: estimators && {
      snips: estimators.snips,
      dr: estimators.dr,
      switchDr: estimators.switchDr,
      drOs: estimators.drOs,
      ips: estimators.ips,
    },
    logged,
    refusals,
    meanWeight: verdict.meanWeight,
    effectiveSampleSize: Math.min(verdict.effectiveSampleSize, verdict.effectiveClusters),
    maxWeight: verdict.maxWeight,
    clusters: verdict.clusters,
  };
}

function changesOf(
  decisions: readonly LoggedMoneyDecision[],
  choices: readonly DrawChoice[],
): DryRunChange[] {
  const groups = new Map<string, { from: string; to: string; count: number; examples: string[] }>();
  decisions.forEach(({ id, record }, i) => {
    const from = record.choice.action;
    const to = choices[i]!.action;
    if (from === to) return;
    const key = JSON.stringify([from, to]);
    const group = groups.get(key) ?? { from, to, count: 0, examples: [] };
    group.count++;
    if (group.examples.length < mostExamples) group.examples.push(id);
    groups.set(key, group);
  });
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1));
}

function expectedCost(choices: readonly DrawChoice[]): number {
  return choices.reduce(
    (sum, { actions }) =>
      sum + actions.reduce((own, { probability, costCents }) => own + probability * costCents, 0),
    0,
  );
}
