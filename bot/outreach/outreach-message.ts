import type { ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Language } from '../../core/words.ts';
import { outreachNotice } from '../../retention/notices/outreach-notice.ts';
import { guardReply } from '../money-check/guard-reply.ts';
import type { MoneyFacts } from '../money-check/money-facts.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import type { GrantView } from '../ports/money.ts';
import type { RecommendedProduct } from '../ports/recommender.ts';
import type { ProductView, ShopFacts } from '../ports/shop-data.ts';
import { FactBook } from '../say/fact-book.ts';
import { messageActivity } from '../say/message-activity.ts';
import { type Say, speaker } from '../say/speaker.ts';
import { offerCard } from '../skills/own-offers.ts';
import { productCard } from '../skills/product-words.ts';
import type { ShopLinks } from '../skills/skill.ts';

/** What a message of outreach is made of. */
export interface OutreachContent {
  readonly shop: ShopFacts;
  readonly language: Language;
  readonly country: string;
  readonly decisionId: string;
  /** The whole slate in its order. */
  readonly slate: readonly RecommendedProduct[];
  readonly products: readonly ProductView[];
  readonly links: ShopLinks;
  /** The same seed, the same wording. */
  readonly seed: string;
}

/**
 * The recommendation as a message of the bot: products with their reasons, why it comes, the notice of the place, and
 * one tap to stop. Its text names no money; the cards show the catalogue's prices, and the offer's what was granted.
 * @param chat introduced: the bot has said in this conversation that it is one; grant: the offer that comes with it.
 * @returns null when a text says something about money that no fact bears out: it is not sent.
 */
export function outreachMessage(
  content: OutreachContent,
  chat: { introduced: boolean; grant: GrantView | null; now: Date },
): ActivityBody | null {
  const { shop, language, country, slate } = content;
  const say = speaker(language, content.seed);
  const facts = new FactBook(language);
  const values = { shop: facts.source(shop.name[language]) };
  const text = [
    ...(chat.introduced ? [] : [say('greet.prefix', values)]),
    say('outreach.hello'),
    say('outreach.why.chat', values),
    facts.source(outreachNotice(country).text[language]),
    ...(chat.grant ? [say('offer.intro')] : []),
  ].join(language === 'zh' ? '' : ' ');
  // Before a price is known to be true: the text has none.
  if (!passes(text, facts.facts())) return null;
  const reasons = new Map(slate.map(({ productId, reason }) => [productId, reason[language]]));
  const cards = content.products.map((product) => {
    const reason = reasons.get(product.id);
    return productCard({ facts, language, shop, links: content.links }, product, {
      decisionId: content.decisionId,
      ...(reason ? { reason } : {}),
    });
  });
  const offers = chat.grant ? [offerCard({ facts, language, say, shop, now: chat.now }, chat.grant)] : [];
  const known = facts.facts();
  if (!offers.every(({ title, notice }) => [title, notice].every((one) => passes(one, known)))) return null;
  if (
    !cards.every(({ name, price, reason }) => [name, price, reason ?? ''].every((one) => passes(one, known)))
  )
    return null;
  return {
    ...messageActivity({ text, cards: [...cards, ...offers] }, [], language, say),
    suggestedActions: {
      actions: [
        tap(say('outreach.stop'), { action: 'outreach.stop' }),
        tap(say('choice.personalisation'), { action: 'personalisation.refuse' }),
      ],
    },
  };
}

/** A recommendation as an e-mail; its addresses are added to texts that have passed the money check. */
export interface OutreachMail {
  readonly subject: string;
  readonly text: string;
}

/**
 * The same as an e-mail without prices.
 * @param mail origin: of this server's pages, for links that are paths; stopLink: ends the mails without a sign-in.
 * @returns null as above.
 */
export function outreachMail(
  content: OutreachContent,
  mail: { origin: string; stopLink: string; postalAddress: string },
): OutreachMail | null {
  const { shop, language, country, slate, links } = content;
  const say: Say = speaker(language, content.seed);
  const facts = new FactBook(language);
  const values = { shop: facts.source(shop.name[language]) };
  const reasons = new Map(slate.map(({ productId, reason }) => [productId, reason[language]]));
  const goods = content.products.map(({ id, name }) => {
    const reason = reasons.get(id);
    const line = `${facts.source(name[language])}${reason ? `\n  ${facts.source(reason)}` : ''}`;
    const link = links.product(shop, id);
    return { line, link: link.startsWith('/') ? mail.origin + link : link };
  });
  const said = {
    subject: say('outreach.subject', values),
    hello: say('outreach.hello'),
    why: say('outreach.why.email', values),
    notice: facts.source(outreachNotice(country).text[language]),
  };
  const known = facts.facts();
  if (![...Object.values(said), ...goods.map(({ line }) => line)].every((one) => passes(one, known)))
    return null;
  const products = goods.map(({ line, link }) => `- ${line}${link ? `\n  ${link}` : ''}`).join('\n');
  const foot = [said.why, said.notice, say('outreach.bye', { link: mail.stopLink }), mail.postalAddress];
  return {
    subject: said.subject,
    text: `${said.hello}\n\n${products}\n\n${foot.filter((line) => line !== '').join('\n')}\n`,
  };
}

function passes(text: string, facts: MoneyFacts): boolean {
  return guardReply({ text, template: text, safe: '', facts }) === text;
}

function tap(title: string, value: ShopperAction) {
  return { type: 'postBack', title, value };
}
