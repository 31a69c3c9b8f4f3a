import { defaultDeskSettings } from '../../bot/handoff/desk-settings.ts';
import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Database } from './database.ts';
import { assign, unassign } from './desk-holding.ts';
import type { HoldingRequest } from './desk-lock.ts';
import { indexConversations } from './desk-search.ts';
import { sendDue } from './desk-sends.ts';
import { abandoned, leastLoaded, unassignedByLoad } from './handoff-assignment.ts';
import { deliverHandoff } from './handoff-intake.ts';

export interface DeskWorkParts {
  readonly database: Database;
  readonly requestOf: (tx: Transaction, key: ConversationKey) => Promise<HoldingRequest>;
  readonly deliver: (key: ConversationKey, activities: readonly StoredActivity[]) => void;
  readonly logger: Logger;
  /** Between two looks for replies that are due and requests that are to be delivered. */
  readonly everyMs?: number;
}

/**
 * What goes on behind the desk at every replica, each step safe to be done by two at once: replies leave when Undo is
 * over, requests reach the desk and an agent, silent desks give back what they hold, and what was said can be found.
 */
export class DeskWork {
  readonly #parts: DeskWorkParts;
  readonly #loops: { stop(): Promise<void> }[] = [];
  #indexedOnce = false;

  constructor(parts: DeskWorkParts) {
    this.#parts = parts;
  }

  start(): void {
    const everyMs = this.#parts.everyMs ?? 250;
    this.#loops.push(
      this.#loop('replies could not be sent', everyMs, () => this.send()),
      this.#loop('requests could not be delivered to the desk', everyMs, () => this.deliverRequests()),
      this.#loop('silent desks could not be looked for', 2_000, async () => {
        await this.takeBackAbandoned();
        await this.assignWaiting();
      }),
      this.#loop('what was said could not be indexed', 2_000, async () => {
        await indexConversations(this.#parts.database, !this.#indexedOnce);
        this.#indexedOnce = true;
      }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loops.splice(0).map((loop) => loop.stop()));
  }

  async send(): Promise<void> {
    const { database, requestOf, deliver } = this.#parts;
    for (const { key, activities } of await sendDue(database, requestOf)) deliver(key, activities);
  }

  async deliverRequests(): Promise<void> {
    const { database, deliver } = this.#parts;
    for (;;) {
      const assigned: StoredActivity[] = [];
      const key = await deliverHandoff(database, async (tx, conversation) => {
        assigned.push(...(await this.#assignByLoad(tx, conversation)));
      });
      if (!key) return;
      deliver(key, assigned);
    }
  }

  async takeBackAbandoned(): Promise<void> {
    const { database, requestOf, deliver, logger } = this.#parts;
    for (const { key, agentId } of await abandoned(database, defaultDeskSettings.agentTimeoutS)) {
      const { activities } = await database.transaction(async (tx) => {
        const back = await unassign(tx, await requestOf(tx, key), 'vanished', agentId);
        // Somebody else is there, perhaps.
        const given = back.activities.length > 0 ? await this.#assignByLoad(tx, key) : [];
        return { activities: [...back.activities, ...given] };
      });
      if (activities.length === 0) continue;
      logger.info('a silent desk gave a conversation back to the queue', {
        conversationId: key.conversationId,
      });
      deliver(key, activities);
    }
  }

  /** Requests that came while nobody was available go out when somebody is. */
  async assignWaiting(): Promise<void> {
    const { database, deliver } = this.#parts;
    for (const key of await unassignedByLoad(database)) {
      const activities = await database.transaction((tx) => this.#assignByLoad(tx, key));
      if (activities.length === 0) return;
      deliver(key, activities);
    }
  }

  async #assignByLoad(tx: Transaction, key: ConversationKey): Promise<readonly StoredActivity[]> {
    const request = await this.#parts.requestOf(tx, key);
    const { assignment, agentTimeoutS } = request.shop.desk;
    if (assignment !== 'load') return [];
    const db = clientOf(tx);
    // One request at a time: two at once would both go to who holds least.
    await db.query(`select pg_advisory_xact_lock(hashtextextended('desk-assignment/' || $1, 0))`, [
      key.shopId,
    ]);
    const agent = await leastLoaded(db, key.shopId, agentTimeoutS);
    if (!agent) return [];
    const { rowCount } = await db.query(
      `select 1 from handoffs
       where shop_id = $1 and conversation_id = $2 and state = 'requested' and agent_id is null`,
      [key.shopId, key.conversationId],
    );
    if (rowCount !== 1) return [];
    const { activities } = await assign(tx, request, agent);
    await db.query(
      'update desk_agents set assigned_at = clock_timestamp() where shop_id = $1 and agent_id = $2',
      [key.shopId, agent.id],
    );
    return activities;
  }

  #loop(fault: string, everyMs: number, step: () => Promise<unknown>): { stop(): Promise<void> } {
    let timer: NodeJS.Timeout | undefined;
    let stopped = false;
    let working: Promise<unknown> = Promise.resolve();
    const next = () => {
      working = step()
        .catch((error: Error) => {
          if (!stopped) this.#parts.logger.warn(fault, { error });
        })
        .then(() => {
          if (!stopped) timer = setTimeout(next, everyMs);
        });
    };
    next();
    return {
      async stop() {
        stopped = true;
        clearTimeout(timer);
        await working;
      },
    };
  }
}
