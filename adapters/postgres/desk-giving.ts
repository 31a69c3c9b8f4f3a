import { randomBytes } from 'node:crypto';
import { agentMessage } from '../../bot/handoff/agent-message.ts';
import { faultsOf } from '../../bot/handoff/remedy-facts.ts';
import type { StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { GrantView, MoneyDesk } from '../../bot/ports/money.ts';
import { FactBook } from '../../bot/say/fact-book.ts';
import { speaker } from '../../bot/say/speaker.ts';
import { offerCard } from '../../bot/skills/own-offers.ts';
import type { DeskPerson } from '../../core/contracts/desk.ts';
import type { Given, Giving, RemedyRequest } from '../../core/contracts/desk-acting.ts';
import { BadInputError, ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { isId, newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { codeBytes, codeFrom } from '../../retention/money/code.ts';
import { noticeFor } from '../../retention/notices/notice-for.ts';
import type { Offer } from '../../retention/offers/offer.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';
import { DeskConflictError } from './desk-conflict.ts';
import { takeLocked } from './desk-holding.ts';
import { type HoldingRequest, type LockedConversation, lockConversation } from './desk-lock.ts';
import { sendNow } from './desk-sends.ts';
import { activeOffers } from './money-catalogue.ts';
import { loadMoneyContext } from './money-context.ts';
import { insertGrant, viewOf } from './money-grants.ts';
import { reserve } from './money-ledger.ts';
import { selectOrdersOf } from './shop-data-orders.ts';

const ordersLooked = 20;

/** What came of it, and what goes to open sockets. */
export interface Gift {
  readonly given: Given;
  readonly activities: readonly StoredActivity[];
}

/** What an agent may give: what the period's draw gave the shopper, and remedies for facts; never money by choice. */
export class PostgresGiving {
  readonly #money: MoneyDesk;

  constructor(parts: { money: MoneyDesk }) {
    this.#money = parts.money;
  }

  /** Draws the period if it was not drawn: the same draw, whoever asks for it. */
  async options(tx: Transaction, request: HoldingRequest): Promise<Giving> {
    const locked = await lockConversation(clientOf(tx), request.key);
    const shopperId = verifiedShopper(locked);
    if (shopperId === null) return { entitlement: null, entitlementWhyNot: 'unverified', facts: [] };
    const { grant, whyNot } = await this.#entitlement(tx, request, shopperId);
    return {
      entitlement: grant && { grantId: grant.id, name: grant.name, code: grant.code },
      entitlementWhyNot: whyNot,
      facts: await this.#facts(tx, request, shopperId),
    };
  }

  /** Sends the entitlement's card in the agent's name. @throws DeskConflictError `nothing_to_give`. */
  async giveEntitlement(tx: Transaction, request: HoldingRequest, agent: DeskPerson): Promise<Gift> {
    const { key } = request;
    const locked = await lockConversation(clientOf(tx), key);
    const shopperId = mustBeVerified(locked);
    const { grant, whyNot } = await this.#entitlement(tx, request, shopperId);
    if (!grant)
      throw new DeskConflictError(`there is nothing to give: ${whyNot}`, { why: 'nothing_to_give' });
    const gift = await this.#send(tx, request, locked, agent, grant);
    await appendAudit(tx, {
      shopId: key.shopId,
      actor: `user:${agent.id}`,
      action: 'entitlement.given',
      subject: `grant:${grant.id}`,
      before: null,
      after: {
        conversationId: key.conversationId,
        shopperId,
        decisionId: grant.decisionId,
        offerId: grant.offerId,
      },
    });
    return gift;
  }

  /**
   * A grant for a fact that the shop's data bear out, or that the agent has seen in a file of this conversation; once
   * for each order and fact. It has no decision: estimators never see it.
   * @throws DeskConflictError `given_before`, `budget`; BadInputError; ForbiddenError.
   */
  async giveRemedy(
    tx: Transaction,
    request: HoldingRequest,
    agent: DeskPerson,
    wish: RemedyRequest,
  ): Promise<Gift> {
    const { key, now } = request;
    const client = clientOf(tx);
    const locked = await lockConversation(client, key);
    const shopperId = mustBeVerified(locked);
    const facts = await this.#facts(tx, request, shopperId);
    const fact = facts.find(({ orderId, fact: one }) => orderId === wish.orderId && one === wish.fact);
    if (!fact) throw new BadInputError(`the shop's data do not show that this order was ${wish.fact}`);
    if (fact.given) throw new DeskConflictError('this has been made good before', { why: 'given_before' });
    const offer = (await this.#remedyOffers(tx, request, wish.fact)).find(({ id }) => id === wish.offerId);
    if (!offer) throw new BadInputError(`the offer ${wish.offerId} is not a remedy for "${wish.fact}" here`);
    const evidence = await this.#evidence(tx, request, wish, fact.borneOutBy);
    const context = await loadMoneyContext(tx, key.shopId, shopperId);
    const notice = noticeFor(context, offer.kind);
    if (!notice)
      throw new ForbiddenError(`${offer.name.en} may not be given to a single shopper in their country`);

    const grantId = newId();
    const budgetId = context.settings.defaultBudgetId;
    const movement = { shopId: key.shopId, budgetId, grantId, now };
    // Before the budget's row is locked: two agents at once meet here.
    const { rowCount } = await client.query(
      `insert into remedies (shop_id, id, conversation_id, shopper_id, order_id, fact, evidence, grant_id, agent_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (shop_id, order_id, fact) do nothing`,
      [
        key.shopId,
        newId(),
        key.conversationId,
        shopperId,
        wish.orderId,
        wish.fact,
        JSON.stringify(evidence),
        grantId,
        agent.id,
        now,
      ],
    );
    if (rowCount !== 1)
      throw new DeskConflictError('this has been made good before', { why: 'given_before' });
    if (!(await reserve(tx, movement, offer.maximumCents)))
      throw new DeskConflictError('the budget is used up or closed; an admin can raise it', {
        why: 'budget',
      });
    const row = await insertGrant(tx, {
      shopId: key.shopId,
      id: grantId,
      shopperId: context.shopperId,
      offerId: offer.id,
      decisionId: null,
      givenBy: agent.id,
      budgetId,
      code: codeFrom(randomBytes(codeBytes)),
      terms: {
        kind: offer.kind,
        name: offer.name,
        percent: offer.percent,
        perkPoints: offer.perkPoints,
        maximumCents: offer.maximumCents,
        currency: context.currency,
        notice: { id: notice.id, text: notice.text },
      },
      now,
      expiresAt: new Date(now.getTime() + offer.validityDays * 86_400_000),
    });
    const gift = await this.#send(tx, request, locked, agent, viewOf(row, now));
    await appendAudit(tx, {
      shopId: key.shopId,
      actor: `user:${agent.id}`,
      action: 'remedy.given',
      subject: `grant:${grantId}`,
      before: null,
      after: {
        conversationId: key.conversationId,
        shopperId,
        orderId: wish.orderId,
        fact: wish.fact,
        evidence,
        offerId: offer.id,
        budgetId,
        reservedCents: offer.maximumCents,
      },
    });
    return gift;
  }

  async #entitlement(
    tx: Transaction,
    { key, now }: HoldingRequest,
    shopperId: string,
  ): Promise<{ grant: GrantView | null; whyNot: Giving['entitlementWhyNot'] }> {
    const decision = await this.#money.decide(tx, {
      shopId: key.shopId,
      shopperId,
      identityVerified: true,
      conversationId: key.conversationId,
      sequence: null,
      now,
    });
    if (!decision) return { grant: null, whyNot: 'refused_personalisation' };
    const { grant } = decision;
    if (!grant) return { grant: null, whyNot: 'drew_nothing' };
    const live = grant.state === 'reserved' || grant.state === 'accepted';
    return live ? { grant, whyNot: null } : { grant: null, whyNot: 'used' };
  }

  async #facts(
    tx: Transaction,
    request: HoldingRequest,
    shopperId: string,
  ): Promise<readonly Giving['facts'][number][]> {
    const { key, now } = request;
    const client = clientOf(tx);
    const orders = await selectOrdersOf(client, key.shopId, shopperId, ordersLooked);
    const ids = orders.map(({ id }) => id);
    const { rows: returns } = await client.query<{ order_id: string; reason: string | null; state: string }>(
      'select order_id, reason, state from returns where shop_id = $1 and order_id = any($2)',
      [key.shopId, ids],
    );
    const { rows: given } = await client.query<{ order_id: string; fact: string }>(
      'select order_id, fact from remedies where shop_id = $1 and order_id = any($2)',
      [key.shopId, ids],
    );
    const facts = [];
    for (const order of orders) {
      const own = returns.filter(({ order_id }) => order_id === order.id);
      for (const { fact, borneOutBy } of faultsOf(order, own, now)?.facts ?? []) {
        const offers = await this.#remedyOffers(tx, request, fact);
        facts.push({
          orderId: order.id,
          orderNumber: order.number,
          fact,
          borneOutBy,
          given: given.some((one) => one.order_id === order.id && one.fact === fact),
          offers: offers.map(({ id, name, maximumCents }) => ({ id, name, maximumCents })),
        });
      }
    }
    return facts;
  }

  async #remedyOffers(
    tx: Transaction,
    { key, shop }: HoldingRequest,
    fact: Giving['facts'][number]['fact'],
  ): Promise<readonly Offer[]> {
    const allowed = shop.desk.remedies[fact];
    const offers = await activeOffers(tx, key.shopId);
    return allowed === null ? offers : offers.filter(({ id }) => allowed.includes(id));
  }

  /** @throws BadInputError when nothing of the shop's data bears it out and no file of the conversation is named. */
  async #evidence(
    tx: Transaction,
    { key }: HoldingRequest,
    wish: RemedyRequest,
    borneOutBy: 'shipment' | 'return' | null,
  ): Promise<Record<string, string>> {
    if (borneOutBy) return { by: borneOutBy };
    const statement = wish.statement?.trim() ?? '';
    if (!wish.uploadId || !isId(wish.uploadId) || statement === '')
      throw new BadInputError(
        "the shop's data do not show it: name a file that the shopper sent (uploadId) and say what it shows (statement)",
      );
    const { rowCount } = await clientOf(tx).query(
      'select 1 from uploads where shop_id = $1 and conversation_id = $2 and id = $3',
      [key.shopId, key.conversationId, wish.uploadId],
    );
    if (rowCount !== 1) throw new NotFoundError(`this conversation has no file ${wish.uploadId}`);
    return { by: 'agent', uploadId: wish.uploadId, statement };
  }

  /** The grant's card, notice included, as a message of the agent; who gives holds the conversation from then on. */
  async #send(
    tx: Transaction,
    request: HoldingRequest,
    locked: LockedConversation,
    agent: DeskPerson,
    grant: GrantView,
  ): Promise<Gift> {
    const client = clientOf(tx);
    const before: StoredActivity[] = [];
    if (locked.handoff?.state !== 'accepted')
      before.push(...(await takeLocked(tx, request, agent, locked)).activities);
    const { handoff } = await lockConversation(client, request.key);
    const { language } = locked;
    const say = speaker(language, grant.id);
    const card = offerCard(
      { facts: new FactBook(language), language, say, shop: request.shop, now: request.now },
      grant,
    );
    const activity = agentMessage({
      text: say('handoff.offer'),
      agentName: agent.name,
      language,
      cards: [card],
    });
    const sent = await sendNow(tx, request, handoff, { agentId: agent.id, activity });
    return {
      given: { grantId: grant.id, code: grant.code, version: sent.sequence },
      activities: [...before, sent],
    };
  }
}

function verifiedShopper({ identityVerified, shopperId }: LockedConversation): string | null {
  return identityVerified ? shopperId : null;
}

function mustBeVerified(locked: LockedConversation): string {
  const shopperId = verifiedShopper(locked);
  if (shopperId === null)
    throw new ForbiddenError('nobody has proven to be this shopper: visitors get public promotions only');
  return shopperId;
}
