import type { Step } from '../dialog/dialog-state.ts';
import type { ConsentPurpose } from '../ports/shop-data.ts';
import { personChoice } from './find-order.ts';
import { offerPerson } from './person-wanted.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** Wants no more of what was not asked for. */
export const asksToStopOutreach =
  /\b(?:unsubscribe|stop (?:\w+ )?(?:sending|emailing|e-mailing|texting|messaging|contacting|emails?|e-mails?|texts|messages)|stop writing to me|(?:don't|do not|may not|must not|never) (?:write to|message|e-?mail|contact) me|no more (?:e-?mails|texts|messages|newsletters?)|spamming|marketing)\b|\b(?:don't|do not|no longer|never|off|out of|leave|cancel|stop|remove)\b.{0,30}\b(?:newsletters?|mailing list)\b|退订|取消.{0,3}订阅|广告|短信|别发|别再(?:给我|联系|发|打扰)|(?:不要|不想|不可以|不许|不同意).{0,4}(?:再发|联系我|给我发|收到)|停止.{0,3}(?:消息|邮件|联系)|推送/i;

/** Wants to be written to. */
export const asksForOutreach =
  /\byou (?:may|can|could) (?:now |again )?(?:write to|message|e-?mail|contact) me\b|\b(?:subscribe|sign (?:me )?up|join|want|like|get|have|send me|put me on)\b.{0,30}\b(?:newsletter|mailing list)\b|\bsubscribe me\b|(?:可以|欢迎|同意).{0,4}(?:给我发|联系我|主动联系)|订阅/i;

/** The whole message says whether the shopper may be written to: about contact, and no wish for a person. */
export const saysWhetherToWrite =
  /^(?:you (?:may|can) (?:now |again )?|(?:please )?(?:stop |don't |do not ))(?:contact|contacting|write to|writing to|message|messaging|e-?mail|e-?mailing) me\b[^?]{0,25}$/i;

const byEmail = /\b(?:e-?mails?|newsletter|mailing list)\b|邮件|邮箱|资讯/i;
const stepNames = { outreach_chat: 'consent-chat', outreach_email: 'consent-email' } as const;

/** The consent that an open question is about; null: it is another question. */
export function consentPurposeOf(step: Step): keyof typeof stepNames | null {
  if (step.name === stepNames.outreach_chat) return 'outreach_chat';
  return step.name === stepNames.outreach_email ? 'outreach_email' : null;
}

/** Asks in the words that are kept with the answer. */
export async function askConsent(context: SkillContext): Promise<Outcome> {
  const { say, text, shop, language, facts, verifiedShopperId, shopper, shopData, tx } = context;
  if (verifiedShopperId === null)
    return { said: [{ text: say('signin.first') }], choices: [personChoice(context)] };
  const mail = byEmail.test(text) && shopper?.email != null;
  const standing = await shopData.outreachConsent(tx, shop.id, verifiedShopperId);
  if (mail ? standing.email : standing.chat) return { said: [{ text: say('consent.standing') }] };
  const values = { shop: facts.source(shop.name[language]) };
  return {
    said: [{ text: mail ? say('consent.email', values) : say('consent.chat', values) }],
    verbatim: true,
    step: {
      skill: 'account',
      name: mail ? stepNames.outreach_email : stepNames.outreach_chat,
      choices: [
        { label: say('choice.yes'), value: 'yes' },
        { label: say('choice.no'), value: 'no' },
      ],
      tries: 0,
    },
  };
}

/** The question is stored as the turn that asked it kept it: word for word what was shown. */
export async function recordGranted(
  context: SkillContext,
  step: Step,
  purpose: ConsentPurpose,
): Promise<Outcome | null> {
  const { verifiedShopperId, shopData, tx, shop, now, say } = context;
  if (verifiedShopperId === null || step.question === undefined) return null;
  await shopData.recordConsent(tx, {
    shopId: shop.id,
    shopperId: verifiedShopperId,
    purposes: [purpose],
    granted: true,
    wording: step.question,
    via: 'chat',
    now,
  });
  return { said: [{ text: say('consent.given') }], deed: true };
}

/**
 * Withdraws what stands, at once and without a question: it must be as easy as giving it. Lists that are not ours are a
 * colleague's.
 * @param tapped the button; without one the answer is kept with the words that confirmed it, never with the shopper's
 * own, which may say more about them than an erasure would leave.
 */
export async function stopOutreach(context: SkillContext, tapped?: string): Promise<Outcome> {
  const { verifiedShopperId, shopData, tx, shop, now, say } = context;
  const standing =
    verifiedShopperId === null ? null : await shopData.outreachConsent(tx, shop.id, verifiedShopperId);
  if (verifiedShopperId === null || !standing || !(standing.chat || standing.email))
    return offerPerson(context, say('account.unsubscribe'), 'unsubscribe');
  await shopData.recordConsent(tx, {
    shopId: shop.id,
    shopperId: verifiedShopperId,
    purposes: ['outreach_chat', 'outreach_email'],
    granted: false,
    wording: tapped ?? say('outreach.stopped'),
    via: 'chat',
    now,
  });
  return { said: [{ text: say('outreach.stopped') }], choices: [personChoice(context)], deed: true };
}
