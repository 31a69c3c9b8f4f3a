import type { AccountFacts } from '../facts.ts';
import { ruleInputOf } from '../rules/rule-fields.ts';
import { actionScores } from './apply-portable-policy.ts';
import type { PortablePolicy } from './portable-policy.ts';

/** What a learnt chooser says of one shopper: all that a draw needs of it, so that records can hold it. */
export interface ChooserGains {
  /** Which version of the shop's chooser. */
  readonly version: number;
  /** By action, margin of a period above the chooser's reference action, minor units. */
  readonly gains: Readonly<Record<string, number>>;
}

/**
 * Asks a chooser about a shopper. It reads the facts that rules read, by their names.
 * @throws BadInputError for a policy that has no scores by action.
 */
export function chooserGains(policy: PortablePolicy, facts: AccountFacts): Record<string, number> {
  const input: Readonly<Record<string, number | undefined>> = ruleInputOf(facts);
  const scores = actionScores(policy, {
    value: (column) => input[column]?.toString(),
    place: 'the shopper',
  });
  return Object.fromEntries(policy.actions.map((action, i) => [action, scores[i]!]));
}
