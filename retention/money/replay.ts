import { decisionTableOf, type JdmDocument } from '../rules/jdm.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import { ruleInputOf } from '../rules/rule-fields.ts';
import { drawMoney } from './draw-money.ts';
import type { DrawChoice, MoneyDecisionRecord } from './money-decision-record.ts';

/** A decision without what came out of it. */
export type RecordWithoutChoice = Omit<MoneyDecisionRecord, 'choice' | 'reservation'>;

/** Draws again from a record's inputs. */
export function replay(record: RecordWithoutChoice): DrawChoice {
  return drawMoney(record.inputs);
}

/**
 * Draws again with eligibility worked out anew by the given rules: with the record's own version the choice is the
 * logged one; with another it is what that version would have done.
 * @throws RangeError when `jdm` has no decision table.
 */
export async function replayWithRules(
  record: RecordWithoutChoice,
  jdm: JdmDocument,
  engine: RuleEngine,
): Promise<DrawChoice> {
  if (!decisionTableOf(jdm)) throw new RangeError('the rules have no decision table');
  const verdicts = await engine.compile(jdm).evaluate(ruleInputOf(record.inputs.facts));
  const candidates = record.inputs.candidates.map((candidate) => ({
    ...candidate,
    rows: verdicts
      .filter(({ offerIds }) => offerIds.includes(candidate.offer.id))
      .map(({ rowId, rowNumber, description }) => ({ rowId, rowNumber, description })),
  }));
  return drawMoney({ ...record.inputs, candidates });
}
