import { namesNoMoney, uncoveredMoney } from '../../bot/handoff/agent-facts.ts';
import { agentMessage } from '../../bot/handoff/agent-message.ts';
import type { StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { MoneyDesk } from '../../bot/ports/money.ts';
import type { ProductView, ShopFacts } from '../../bot/ports/shop-data.ts';
import type { ShopLinks } from '../../bot/skills/skill.ts';
import type { DeskPerson } from '../../core/contracts/desk.ts';
import type { ReplyAnswer, ReplyRequest } from '../../core/contracts/desk-acting.ts';
import type { ProductCard } from '../../core/contracts/message.ts';
import { BadInputError } from '../../core/errors.ts';
import { formatMoney } from '../../core/money.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { clientOf } from './database.ts';
import { DeskConflictError, UncoveredMoneyError } from './desk-conflict.ts';
import { takeLocked } from './desk-holding.ts';
import { type HoldingRequest, type LockedConversation, lockConversation } from './desk-lock.ts';
import { scheduledSends, scheduleSend } from './desk-sends.ts';
import { entriesOf } from './desk-transcript.ts';
import { selectOrdersOf } from './shop-data-orders.ts';
import { selectProducts, selectProductsNamedIn } from './shop-data-products.ts';

export interface Scheduled {
  readonly answer: ReplyAnswer;
  readonly activities: readonly StoredActivity[];
}

/** Replies of agents: held for Undo, checked for colleagues' words and for money that nothing bears out. */
export class PostgresReplies {
  readonly #money: MoneyDesk;
  readonly #links: ShopLinks;

  constructor(parts: { money: MoneyDesk; links: ShopLinks }) {
    this.#money = parts.money;
    this.#links = parts.links;
  }

  /**
   * @param sources what the shop's own texts say about the matter; read before anything is locked.
   * @throws DeskConflictError `colleague_wrote`, `held`; UncoveredMoneyError; BadInputError.
   */
  async schedule(
    tx: Transaction,
    request: HoldingRequest,
    agent: DeskPerson,
    reply: ReplyRequest,
    sources: readonly string[],
  ): Promise<Scheduled> {
    const { key, shop } = request;
    const client = clientOf(tx);
    const locked = await lockConversation(client, key);
    const text = reply.text.trim();
    const products = await selectProducts(client, key.shopId, reply.productIds ?? []);
    if (products.length < (reply.productIds?.length ?? 0))
      throw new BadInputError('productIds: one of these products is not sold here');
    if (text === '' && products.length === 0)
      throw new BadInputError('text: a reply says something or shows a product');
    await this.#checkColleagues(tx, request, agent, reply, locked);
    await this.#checkMoney(tx, request, locked, text, products, sources);
    const taken =
      locked.handoff?.state === 'accepted' ? [] : (await takeLocked(tx, request, agent, locked)).activities;
    const { language } = locked;
    const activity = agentMessage({
      text,
      agentName: agent.name,
      language,
      cards: products.map((product) => this.#card(product, language, shop)),
    });
    const { undoMs } = shop.desk;
    const sendsAt = await scheduleSend(tx, { key, id: reply.id, agent, activity, undoMs });
    return { answer: { id: reply.id, sendsAt: sendsAt.toISOString(), undoMs }, activities: taken };
  }

  /** Two agents never answer the same thing unseen: what a colleague wrote, or is about to send, is shown first. */
  async #checkColleagues(
    tx: Transaction,
    { key }: HoldingRequest,
    agent: DeskPerson,
    reply: ReplyRequest,
    { version }: LockedConversation,
  ): Promise<void> {
    const client = clientOf(tx);
    const { rowCount } = await client.query(
      `select 1 from activities
       where shop_id = $1 and conversation_id = $2 and sequence > $3 and role = 'agent' and agent_id is distinct from $4
       limit 1`,
      [key.shopId, key.conversationId, reply.lastSequenceSeen, agent.id],
    );
    const scheduled = (await scheduledSends(client, key)).filter((one) => one.agent.id !== agent.id);
    const unseen = scheduled.some(({ id }) => !reply.scheduledSeen?.includes(id));
    if (rowCount === 0 && !unseen) return;
    throw new DeskConflictError(
      'a colleague has written meanwhile; read it, and send again if yours still fits',
      {
        why: 'colleague_wrote',
        version,
        since: await entriesOf(client, key, { since: reply.lastSequenceSeen }),
        scheduled,
      },
    );
  }

  async #checkMoney(
    tx: Transaction,
    { key, shop, now }: HoldingRequest,
    { identityVerified, shopperId, language }: LockedConversation,
    text: string,
    attached: readonly ProductView[],
    sources: readonly string[],
  ): Promise<void> {
    if (namesNoMoney(text)) return;
    const client = clientOf(tx);
    const known = identityVerified ? shopperId : null;
    const orders = known ? await selectOrdersOf(client, key.shopId, known, 20) : [];
    const ordered = orders.flatMap(({ lines }) => lines.map(({ productId }) => productId));
    const { rows } = known
      ? await client.query<{ points: number }>(
          'select loyalty_points as points from shoppers where shop_id = $1 and id = $2',
          [key.shopId, known],
        )
      : { rows: [] };
    const found = uncoveredMoney(
      text,
      {
        shop,
        orders,
        grants: known ? await this.#money.liveGrants(tx, key.shopId, known, now) : [],
        loyaltyPoints: rows[0]?.points ?? null,
        promotions: await this.#money.publicPromotions(tx, key.shopId, now),
        products: [
          ...attached,
          ...(await selectProducts(client, key.shopId, [...new Set(ordered)])),
          ...(await selectProductsNamedIn(client, key.shopId, text)),
        ],
        sources,
      },
      language,
    );
    if (found.length > 0) throw new UncoveredMoneyError(found);
  }

  #card(product: ProductView, language: Language, shop: ShopFacts): ProductCard {
    return {
      kind: 'product',
      productId: product.id,
      name: product.name[language],
      price: formatMoney(product.priceCents, shop.currency, language),
      pictureUrl: this.#links.picture(shop, product.id),
      url: this.#links.product(shop, product.id),
      inStock: product.stock > 0,
    };
  }
}
