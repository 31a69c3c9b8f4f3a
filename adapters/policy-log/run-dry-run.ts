import type { DryRunRequest, DryRunView } from '../../core/contracts/console-dry-run.ts';
import { BadInputError } from '../../core/errors.ts';
import { replayWith } from '../../retention/money/replay.ts';
import { dryRun } from '../../retention/off-policy/dry-run.ts';
import { defaultEvaluation } from '../../retention/off-policy/evaluate-policy.ts';
import { type PolicyId, policyIds } from '../../retention/policy/policy.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import type { Database } from '../postgres/database.ts';
import { moneyDecisionLog } from '../postgres/money-log.ts';
import { rulesOfVersion } from '../postgres/rule-drafts.ts';

export interface DryRunParts {
  readonly database: Database;
  readonly rules: RuleEngine;
  readonly now: Date;
}

/**
 * Replays a shop's newest money decisions under other rules or another policy.
 * @throws NotFoundError for a version that is not there, BadInputError for rules that cannot be evaluated.
 */
export async function runDryRun(
  { database, rules: engine, now }: DryRunParts,
  shopId: string,
  { rulesVersion, policy, last }: DryRunRequest,
): Promise<DryRunView> {
  const jdm = rulesVersion === null ? null : await rulesOfVersion(database, shopId, rulesVersion);
  const change = { rules: jdm && engine.compile(jdm), policy: policy === null ? null : knownPolicy(policy) };
  const decisions = await moneyDecisionLog(database, { shopId, now, limit: last, outcome: 'margin' });
  const choices = [];
  for (const { record } of decisions) choices.push(await replayWith(record, change));
  const draws = decisions.map(({ record }) => record.inputs.period.start);
  return {
    ...dryRun(decisions, choices, { ...defaultEvaluation, seed: `dry run|${shopId}`, bootstrap: 300 }),
    from: draws.at(-1) ?? null,
    to: draws[0] ?? null,
  };
}

function knownPolicy(policy: string): PolicyId {
  const known = policyIds.find((id) => id === policy);
  if (!known)
    throw new BadInputError(`there is no policy "${policy}"; ${policyIds.join(' or ')} would be right`);
  if (known === 'chooser')
    throw new BadInputError(
      'the chooser was learnt from these very decisions: replayed on them it would look better than it is; the page Policy holds it against one action for all on decisions that it had not seen',
    );
  return known;
}
