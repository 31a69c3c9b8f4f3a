import type { OfferCard } from '../../core/contracts/message.ts';
import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import type { GrantView, PublicPromotion } from '../ports/money.ts';
import { date } from './order-words.ts';
import type { SkillContext } from './skill.ts';

/** A grant as the card with which it is taken or declined; its notice is part of it. */
export function offerCard(
  context: Pick<SkillContext, 'facts' | 'language' | 'say' | 'shop' | 'now'>,
  grant: GrantView,
): OfferCard {
  const { facts, language } = context;
  facts.grant(grant);
  return {
    kind: 'offer',
    grantId: grant.id,
    decisionId: grant.decisionId,
    title: grant.name[language],
    code: grant.code,
    until: date(context, grant.expiresAt),
    notice: grant.notice[language],
    state: grant.state === 'accepted' ? 'accepted' : 'open',
  };
}

/** A public promotion in one line, with its code, least amount and end. */
export function promotionLine(context: SkillContext, promotion: PublicPromotion): string {
  const { say, facts, language } = context;
  facts.promotion(promotion);
  const name = promotion.name[language];
  let line = promotion.code === null ? name : say('promotion.withCode', { name, code: promotion.code });
  // Many a name says its own condition.
  const named = name.includes(String(promotion.minimumCents / minorPerMajor(promotion.currency)));
  if (promotion.minimumCents > 0 && !named)
    line = say('promotion.from', {
      promotion: line,
      amount: facts.amount(promotion.minimumCents, promotion.currency),
    });
  if (promotion.endsAt)
    line = say('promotion.until', { promotion: line, date: date(context, promotion.endsAt) });
  return line;
}

/** Grants that the shopper can use now: what was drawn for them, never more. */
export async function ownGrants(context: SkillContext): Promise<readonly GrantView[]> {
  const { verifiedShopperId, money, tx, shop, now } = context;
  return verifiedShopperId === null ? [] : money.liveGrants(tx, shop.id, verifiedShopperId, now);
}
