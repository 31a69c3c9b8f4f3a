import { nothing } from '../offers/offer.ts';
import { applyPortablePolicy } from '../policy/apply-portable-policy.ts';
import type { PortablePolicy } from '../policy/portable-policy.ts';
import { ruleInputOf } from '../rules/rule-fields.ts';
import type { ActionProbabilities, LoggedMoneyDecision } from './money-log.ts';

/**
 * What a policy file would have done with a money decision: it reads the facts that rules read, by their names, and
 * chooses among the actions that were open then (rules, notice and budget as they stood).
 */
export function portableTarget(
  policy: PortablePolicy,
  { id, record }: LoggedMoneyDecision,
): ActionProbabilities {
  const open = new Set(
    record.choice.actions.filter(({ masks }) => masks.length === 0).map(({ offerId }) => offerId),
  );
  const own = policy.actions.length > 0 ? policy.actions : [...open];
  const openOwn = own.map((action) => open.has(action));
  // Whoever has none of the policy's actions open gets nothing, which is always open.
  if (!openOwn.includes(true)) return new Map([[nothing, 1]]);
  const facts: Readonly<Record<string, number | undefined>> = ruleInputOf(record.inputs.facts);
  const probabilities = applyPortablePolicy(policy, own, {
    value: (column) => facts[column]?.toString(),
    open: openOwn,
    place: `decision ${id}`,
  });
  return new Map(own.map((action, i) => [action, probabilities[i]!]));
}
