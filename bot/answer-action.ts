import type { ShopperAction } from '../core/contracts/shopper-action.ts';
import { isId } from '../core/ids.ts';
import type { ActivityBody } from './ports/conversation-store.ts';
import { date } from './skills/order-words.ts';
import { stopOutreach } from './skills/outreach-consent.ts';
import { offerCard } from './skills/own-offers.ts';
import { callPerson } from './skills/person-wanted.ts';
import { askAbout } from './skills/product-question.ts';
import type { Outcome, SkillContext } from './skills/skill.ts';
import type { TurnParts } from './turn-parts.ts';

/** The action of a tapped card, null when the message is not one. Clients may send anything as a value. */
export function shopperActionOf({ text, value }: ActivityBody): ShopperAction | null {
  if (text?.trim() || typeof value !== 'object' || value === null) return null;
  const { action, grantId, productId, handoffId, stars } = value as Record<string, unknown>;
  switch (action) {
    case 'offer.accept':
    case 'offer.decline':
      return typeof grantId === 'string' && isId(grantId) ? { action, grantId } : null;
    case 'product.ask':
      return typeof productId === 'string' && productId.length <= 100 ? { action, productId } : null;
    case 'conversation.rate':
      return typeof handoffId === 'string' && isId(handoffId) && isStars(stars)
        ? { action, handoffId, stars }
        : null;
    case 'personalisation.refuse':
    case 'person.request':
    case 'outreach.stop':
      return { action };
    default:
      return null;
  }
}

export async function answerAction(
  parts: TurnParts,
  context: SkillContext,
  action: ShopperAction,
): Promise<Outcome> {
  const { say } = context;
  switch (action.action) {
    case 'offer.accept':
      return accept(parts, context, action.grantId);
    case 'offer.decline':
      return decline(parts, context, action.grantId);
    case 'personalisation.refuse':
      return refusePersonalisation(context);
    case 'outreach.stop':
      return stopOutreach(context, say('outreach.stop'));
    case 'person.request':
      return callPerson(context, 'person_wanted', 0.5);
    case 'conversation.rate':
      return rate(parts, context, action);
    case 'product.ask':
      return (await askAbout(context, action.productId)) ?? { said: [{ text: say('action.unknown') }] };
  }
}

function isStars(value: unknown): value is number {
  return typeof value === 'number' && [1, 2, 3, 4, 5].includes(value);
}

async function rate(
  { handoffs }: TurnParts,
  { tx, key, now, say }: SkillContext,
  { handoffId, stars }: { handoffId: string; stars: number },
): Promise<Outcome> {
  const kept = await handoffs.rate(tx, { key, handoffId, stars, now });
  return { said: [{ text: say(kept ? 'rating.thanks' : 'action.unknown') }] };
}

/** From now on public promotions only; for those who are not signed in there is nothing to refuse. */
export async function refusePersonalisation(context: SkillContext): Promise<Outcome> {
  const { money, tx, shop, verifiedShopperId, now, say } = context;
  if (verifiedShopperId === null) return { said: [{ text: say('personalisation.signIn') }] };
  await money.refusePersonalisation(tx, shop.id, verifiedShopperId, now);
  await context.shopData.recordConsent(tx, {
    shopId: shop.id,
    shopperId: verifiedShopperId,
    purposes: ['personalisation'],
    granted: false,
    wording: say('choice.personalisation'),
    via: 'chat',
    now,
  });
  return { said: [{ text: say('personalisation.refused') }] };
}

async function accept({ money }: TurnParts, context: SkillContext, grantId: string): Promise<Outcome> {
  const { tx, shop, verifiedShopperId, now, say } = context;
  if (!(await isLive(context, grantId)) || verifiedShopperId === null)
    return { said: [{ text: say('offer.gone') }] };
  const grant = await money.accept(tx, shop.id, grantId, verifiedShopperId, now);
  const card = offerCard(context, grant);
  return {
    said: [
      {
        text: say('offer.accepted', { code: grant.code, date: date(context, grant.expiresAt) }),
        cards: [card],
      },
    ],
    shownGrants: [grant.id],
  };
}

async function decline({ money }: TurnParts, context: SkillContext, grantId: string): Promise<Outcome> {
  const { tx, shop, verifiedShopperId, now, say } = context;
  if (verifiedShopperId === null) return { said: [{ text: say('offer.gone') }] };
  // Declined is declined, also what was declined or has ended before.
  if (await isLive(context, grantId)) await money.decline(tx, shop.id, grantId, verifiedShopperId, now);
  return { said: [{ text: say('offer.declined') }], shownGrants: [grantId] };
}

/** The grant is this shopper's and can still be used; nothing is told of anybody else's. */
async function isLive({ money, tx, shop, verifiedShopperId, now }: SkillContext, grantId: string) {
  if (verifiedShopperId === null) return false;
  const grants = await money.liveGrants(tx, shop.id, verifiedShopperId, now);
  return grants.some(({ id }) => id === grantId);
}
