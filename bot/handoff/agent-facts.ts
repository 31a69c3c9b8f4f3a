import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import type { Language } from '../../core/words.ts';
import { checkMoney } from '../money-check/check-money.ts';
import { findClaims } from '../money-check/find-claims.ts';
import type { MoneyFacts } from '../money-check/money-facts.ts';
import type { GrantView, PublicPromotion } from '../ports/money.ts';
import type { OrderView, ProductView, ShopFacts } from '../ports/shop-data.ts';
import { FactBook } from '../say/fact-book.ts';

export interface AgentKnowledge {
  readonly shop: ShopFacts;
  /** Of a shopper who has proven to be one; empty for visitors. */
  readonly orders: readonly OrderView[];
  readonly grants: readonly GrantView[];
  readonly loyaltyPoints: number | null;
  readonly promotions: readonly PublicPromotion[];
  /** Attached, ordered or named in the text. */
  readonly products: readonly ProductView[];
  /** What the shop's own texts say about the matter. */
  readonly sources: readonly string[];
}

/** True when a text says nothing about money, and nothing need be known to let it pass. */
export function namesNoMoney(text: string): boolean {
  return findClaims(text).length === 0;
}

/** Places of an agent's text that promise money which nothing bears out: a person may give what was granted, no more. */
export function uncoveredMoney(text: string, known: AgentKnowledge, language: Language): readonly string[] {
  const verdict = checkMoney(text, factsOf(text, known, language));
  return verdict.ok ? [] : verdict.found;
}

function factsOf(text: string, known: AgentKnowledge, language: Language): MoneyFacts {
  const { shop, orders, grants, loyaltyPoints, promotions, products, sources } = known;
  const facts = new FactBook(language);
  for (const order of orders) {
    facts.number(order.number);
    if (order.shipment) facts.number(order.shipment.trackingNumber);
    for (const { number } of order.returns) facts.number(number);
    for (const cents of [order.totalCents, order.shippingCents, order.taxCents])
      facts.amount(cents, order.currency);
    for (const line of order.lines) {
      facts.source(line.name[language]);
      facts.amount(line.paidCents, order.currency);
      if (line.refundedCents > 0) facts.amount(line.refundedCents, order.currency);
    }
  }
  for (const grant of grants) facts.grant(grant);
  for (const promotion of promotions) {
    facts.promotion(promotion);
    if (promotion.minimumCents > 0) facts.amount(promotion.minimumCents, promotion.currency);
  }
  for (const product of products) {
    facts.source(product.name[language]);
    facts.source(product.description[language]);
    facts.amount(product.priceCents, shop.currency);
  }
  for (const source of sources) facts.source(source);
  if (loyaltyPoints !== null) facts.points(loyaltyPoints);
  shippingFacts(facts, text, shop);
  return facts.facts();
}

function shippingFacts(facts: FactBook, text: string, { shipping, currency }: ShopFacts): void {
  for (const terms of [
    ...Object.values(shipping.countries),
    ...(shipping.elsewhere ? [shipping.elsewhere] : []),
  ])
    facts.amount(terms.feeCents, currency);
  if (shipping.freeFromCents === null) return;
  facts.amount(shipping.freeFromCents, currency);
  // "Free from £50" is the shop's own rule; "free for you" is a promise.
  if (
    text.replace(/[,\s]/g, '').includes(String(Math.floor(shipping.freeFromCents / minorPerMajor(currency))))
  )
    facts.free('shipping');
}
