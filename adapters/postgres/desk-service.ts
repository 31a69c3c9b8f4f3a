import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { MoneyDesk } from '../../bot/ports/money.ts';
import type { RiskAssessor } from '../../bot/ports/risk.ts';
import type { ShopData, ShopFacts } from '../../bot/ports/shop-data.ts';
import type { ShopLinks } from '../../bot/skills/skill.ts';
import type { Clock } from '../../core/clock.ts';
import type { DeskPerson } from '../../core/contracts/desk.ts';
import type {
  AssignRequest,
  Given,
  Giving,
  Held,
  RemedyRequest,
  ReplyAnswer,
  ReplyRequest,
  ResolveRequest,
} from '../../core/contracts/desk-acting.ts';
import type { NoteEntry, ShopperPanel } from '../../core/contracts/desk-conversation.ts';
import { BadInputError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database } from './database.ts';
import { versionOf } from './desk-conversation.ts';
import { PostgresGiving } from './desk-giving.ts';
import { assign, giveBack, type Holding, resolve, take, unassign } from './desk-holding.ts';
import type { HoldingRequest } from './desk-lock.ts';
import { shopperPanel } from './desk-panel.ts';
import { agentsOf } from './desk-presence.ts';
import { PostgresReplies } from './desk-replies.ts';
import { undoSend } from './desk-sends.ts';
import { noteEntry } from './desk-transcript.ts';

export interface DeskParts {
  readonly database: Database;
  readonly shopData: ShopData;
  readonly money: MoneyDesk;
  readonly risk: RiskAssessor;
  readonly links: ShopLinks;
  readonly clock: Clock;
  readonly answersByMail: boolean;
  /** Brings what was committed to open sockets and other replicas; empty: something changed. */
  readonly deliver: (key: ConversationKey, activities: readonly StoredActivity[]) => void;
  /** What the shop's own texts say about what an agent writes. */
  readonly sourcesFor: (shopId: string, text: string) => Promise<readonly string[]>;
}

/** What agents do, each in one transaction; what was written is delivered once it is committed. */
export class DeskService {
  readonly #parts: DeskParts;
  readonly #giving: PostgresGiving;
  readonly #replies: PostgresReplies;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#giving = new PostgresGiving(parts);
    this.#replies = new PostgresReplies(parts);
  }

  take(key: ConversationKey, agent: DeskPerson): Promise<Held> {
    return this.#hold(key, agent, 'taken', (tx, request) => take(tx, request, agent));
  }

  /** @throws BadInputError when nobody of that id works here. */
  assign(key: ConversationKey, by: DeskPerson, { agentId, expectedAgentId }: AssignRequest): Promise<Held> {
    return this.#hold(key, by, 'assigned', async (tx, request) => {
      const agents = await agentsOf(clientOf(tx), key.shopId, request.shop.desk.agentTimeoutS);
      const agent = agents.find(({ id }) => id === agentId);
      if (!agent) throw new BadInputError('agentId: no agent of this shop');
      return assign(tx, request, { id: agent.id, name: agent.name }, expectedAgentId);
    });
  }

  unassign(key: ConversationKey, by: DeskPerson): Promise<Held> {
    return this.#hold(key, by, 'unassigned', (tx, request) => unassign(tx, request, 'unassigned'));
  }

  giveBack(key: ConversationKey, agent: DeskPerson): Promise<Held> {
    return this.#hold(key, agent, 'given_back', (tx, request) => giveBack(tx, request, agent));
  }

  resolve(key: ConversationKey, agent: DeskPerson, how: ResolveRequest): Promise<Held> {
    return this.#hold(key, agent, 'resolved', (tx, request) => resolve(tx, request, agent, how));
  }

  async reply(key: ConversationKey, agent: DeskPerson, reply: ReplyRequest): Promise<ReplyAnswer> {
    const sources = await this.#parts.sourcesFor(key.shopId, reply.text);
    const scheduled = await this.#run(key, (tx, request) =>
      this.#replies.schedule(tx, request, agent, reply, sources),
    );
    this.#parts.deliver(key, scheduled.activities);
    return scheduled.answer;
  }

  async undo(key: ConversationKey, agent: DeskPerson, id: string): Promise<string> {
    const text = await undoSend(this.#parts.database, { key, id, agentId: agent.id });
    this.#parts.deliver(key, []);
    return text;
  }

  async note(key: ConversationKey, agent: DeskPerson, body: string): Promise<NoteEntry> {
    const { database, deliver } = this.#parts;
    const sequence = await versionOf(database, key);
    const note = {
      id: newId(),
      sequence,
      agentId: agent.id,
      agentName: agent.name,
      body,
      createdAt: new Date(),
    };
    await database.query(
      `insert into desk_notes (shop_id, id, conversation_id, after_sequence, agent_id, agent_name, body)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [key.shopId, note.id, key.conversationId, sequence, agent.id, agent.name, body],
    );
    deliver(key, []);
    return noteEntry(note);
  }

  panel(key: ConversationKey): Promise<ShopperPanel> {
    const { database, risk, clock } = this.#parts;
    return database.transaction((tx) => shopperPanel(tx, risk, key, clock.now()));
  }

  giving(key: ConversationKey): Promise<Giving> {
    return this.#run(key, (tx, request) => this.#giving.options(tx, request));
  }

  async giveEntitlement(key: ConversationKey, agent: DeskPerson): Promise<Given> {
    const gift = await this.#run(key, (tx, request) => this.#giving.giveEntitlement(tx, request, agent));
    this.#parts.deliver(key, gift.activities);
    return gift.given;
  }

  async giveRemedy(key: ConversationKey, agent: DeskPerson, wish: RemedyRequest): Promise<Given> {
    const gift = await this.#run(key, (tx, request) => this.#giving.giveRemedy(tx, request, agent, wish));
    this.#parts.deliver(key, gift.activities);
    return gift.given;
  }

  /** The shop's facts and the clock, as every change of holding needs them. */
  async requestOf(tx: Transaction, key: ConversationKey): Promise<HoldingRequest & { shop: ShopFacts }> {
    const { shopData, clock, answersByMail } = this.#parts;
    return { key, shop: await shopData.shop(tx, key.shopId), now: clock.now(), answersByMail };
  }

  async #hold(
    key: ConversationKey,
    by: DeskPerson,
    action: string,
    change: (tx: Transaction, request: HoldingRequest) => Promise<Holding>,
  ): Promise<Held> {
    const { held, activities } = await this.#run(key, async (tx, request) => {
      const holding = await change(tx, request);
      if (holding.activities.length > 0)
        await appendAudit(tx, {
          shopId: key.shopId,
          actor: `user:${by.id}`,
          action: `conversation.${action}`,
          subject: `conversation:${key.conversationId}`,
          before: null,
          after: { heldBy: holding.held.heldBy, agentId: holding.held.agent?.id ?? null },
        });
      return holding;
    });
    this.#parts.deliver(key, activities);
    return held;
  }

  #run<T>(key: ConversationKey, work: (tx: Transaction, request: HoldingRequest) => Promise<T>): Promise<T> {
    return this.#parts.database.transaction(async (tx) => work(tx, await this.requestOf(tx, key)));
  }
}
