import { policies } from '../policy/policies.ts';
import type { PolicyId } from '../policy/policy.ts';
import { decisionTableOf, type JdmDocument } from '../rules/jdm.ts';
import type { CompiledRules, RuleEngine } from '../rules/rule-engine.ts';
import { ruleInputOf } from '../rules/rule-fields.ts';
import { drawMoney } from './draw-money.ts';
import type { DrawChoice, MoneyDecisionRecord } from './money-decision-record.ts';

/** A decision without what came out of it. */
export type RecordWithoutChoice = Omit<MoneyDecisionRecord, 'choice' | 'reservation'>;

/** Draws again from a record's inputs. */
export function replay(record: RecordWithoutChoice): DrawChoice {
  return drawMoney(record.inputs);
}

/** What a replay changes; null leaves it as the record had it. */
export interface ReplayChange {
  readonly rules: CompiledRules | null;
  readonly policy: PolicyId | null;
}

/**
 * Draws again with eligibility worked out anew by other rules, by another policy, or both: what that would have done
 * with the same seed. With the record's own version and policy the choice is the logged one.
 */
export async function replayWith(
  record: RecordWithoutChoice,
  { rules, policy }: ReplayChange,
): Promise<DrawChoice> {
  const { inputs } = record;
  const verdicts = rules && (await rules.evaluate(ruleInputOf(inputs.facts)));
  const candidates = inputs.candidates.map((candidate) => ({
    ...candidate,
    rows: verdicts
      ? verdicts
          .filter(({ offerIds }) => offerIds.includes(candidate.offer.id))
          .map(({ rowId, rowNumber, description }) => ({ rowId, rowNumber, description }))
      : candidate.rows,
  }));
  const drawnBy = policy
    ? { ...inputs.policy, id: policy, version: policies[policy].version }
    : inputs.policy;
  return drawMoney({ ...inputs, candidates, policy: drawnBy });
}

/**
 * As `replayWith`, for one record and rules as they are stored.
 * @throws RangeError when `jdm` has no decision table.
 */
export async function replayWithRules(
  record: RecordWithoutChoice,
  jdm: JdmDocument,
  engine: RuleEngine,
): Promise<DrawChoice> {
  if (!decisionTableOf(jdm)) throw new RangeError('the rules have no decision table');
  return await replayWith(record, { rules: engine.compile(jdm), policy: null });
}
