import type { MoneyDecision } from './ports/money.ts';
import { offerCard } from './skills/own-offers.ts';
import type { Outcome, SkillContext } from './skills/skill.ts';

/**
 * Adds the offer that the period's draw gave, where this is the moment: the reply is free of trouble, no question and
 * no complaint is open, nothing was shown yet. What is said can put an offer off; it cannot bring one about.
 */
export function withOffer(context: SkillContext, outcome: Outcome, decision: MoneyDecision | null): Outcome {
  const grant = decision?.grant;
  const { dialog, say } = context;
  if (grant?.state !== 'reserved') return outcome;
  if (dialog.shownGrants.includes(grant.id) || outcome.shownGrants?.includes(grant.id)) return outcome;
  const complaintOpen = outcome.complaintOpen ?? dialog.complaintOpen;
  const asked = outcome.step !== undefined && !outcome.step.soft;
  if (!outcome.offerFits || complaintOpen || asked || outcome.handoff || context.handoffOpen) return outcome;
  return {
    ...outcome,
    said: [...outcome.said, { text: say('offer.intro'), cards: [offerCard(context, grant)] }],
    shownGrants: [...(outcome.shownGrants ?? []), grant.id],
  };
}
