import type {
  Appended,
  ConversationLog,
  InboundActivity,
  NewConversation,
} from '../../bot/ports/conversation-log.ts';
import type {
  ActivityBody,
  Conversation,
  ConversationKey,
  ConversationStore,
  StoredActivity,
  TurnCommit,
  TurnLoad,
} from '../../bot/ports/conversation-store.ts';
import type { Retry, TurnQueue } from '../../bot/ports/turn-queue.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { appendInbound, appendOutbound } from './conversation-append.ts';
import { claimStale, markFailed, noteAttempt } from './conversation-queue.ts';
import { type ActivityRow, activityColumns, storableJson, storedActivity } from './conversation-rows.ts';
import { commitTurn, loadTurn } from './conversation-turn.ts';
import { clientOf, type Database } from './database.ts';

/** Conversations in Postgres: the transcript, the turns on it, and the queue of what no turn has answered. */
export class PostgresConversationStore implements ConversationStore, ConversationLog, TurnQueue {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  async open(conversation: NewConversation): Promise<boolean> {
    const { rowCount } = await this.#db.query(
      `insert into conversations
         (shop_id, id, channel, shopper_id, identity_verified, visitor_id, language, reference, opened_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict do nothing`,
      [
        conversation.shopId,
        conversation.conversationId,
        conversation.channel,
        conversation.shopperId,
        conversation.identityVerified,
        conversation.visitorId,
        conversation.language,
        conversation.reference === null ? null : storableJson(conversation.reference),
        conversation.openedFrom ?? null,
      ],
    );
    return rowCount === 1;
  }

  async find(key: ConversationKey): Promise<Conversation | null> {
    const { rows } = await this.#db.query<Conversation>(
      `select shop_id as "shopId", id as "conversationId", channel, shopper_id as "shopperId",
         identity_verified as "identityVerified", visitor_id as "visitorId", language, held_by as "heldBy", dialog
       from conversations where shop_id = $1 and id = $2`,
      [key.shopId, key.conversationId],
    );
    return rows[0] ?? null;
  }

  appendInbound(key: ConversationKey, inbound: InboundActivity): Promise<Appended> {
    return appendInbound(this.#db, key, inbound);
  }

  appendOutbound(
    key: ConversationKey,
    role: 'bot' | 'agent' | 'system',
    activity: ActivityBody,
    tx?: Transaction,
  ): Promise<StoredActivity> {
    return appendOutbound(tx ? clientOf(tx) : this.#db, key, role, activity, null);
  }

  async activitiesSince(
    key: ConversationKey,
    watermark: number,
    limit: number,
  ): Promise<readonly StoredActivity[]> {
    const { rows } = await this.#db.query<ActivityRow>(
      `select ${activityColumns} from activities
       where shop_id = $1 and conversation_id = $2 and sequence > $3
       order by sequence limit $4`,
      [key.shopId, key.conversationId, watermark, limit],
    );
    return rows.map(storedActivity);
  }

  async newestSequences(keys: readonly ConversationKey[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#db.query<{ id: string; newest: number }>(
      `select c.id, c.next_sequence - 1 as newest
       from unnest($1::text[], $2::uuid[]) as k (shop_id, id)
       join conversations c on c.shop_id = k.shop_id and c.id = k.id`,
      [keys.map((key) => key.shopId), keys.map((key) => key.conversationId)],
    );
    return new Map(rows.map((row) => [row.id, row.newest]));
  }

  async pendingOf(key: ConversationKey): Promise<readonly StoredActivity[]> {
    const { rows } = await this.#db.query<ActivityRow>(
      `select ${activityColumns} from activities
       where shop_id = $1 and conversation_id = $2 and turn_state = 'pending'
       order by sequence`,
      [key.shopId, key.conversationId],
    );
    return rows.map(storedActivity);
  }

  inTurn<T>(key: ConversationKey, work: (tx: Transaction, load: TurnLoad) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (tx) => work(tx, await loadTurn(clientOf(tx), key)));
  }

  commitTurn(tx: Transaction, commit: TurnCommit): Promise<readonly StoredActivity[]> {
    return commitTurn(clientOf(tx), commit);
  }

  claimStale(waitedMs: number, limit: number): Promise<readonly Retry[]> {
    return claimStale(this.#db, waitedMs, limit);
  }

  noteAttempt(key: ConversationKey): Promise<Retry | null> {
    return noteAttempt(this.#db, key);
  }

  giveUp(
    key: ConversationKey,
    sequence: number,
    apology: (language: Language | null) => ActivityBody,
  ): Promise<StoredActivity | null> {
    return this.#db.transaction(async (tx) => {
      const client = clientOf(tx);
      // The conversation first, as every turn does: the other order could deadlock with one.
      const { conversation } = await loadTurn(client, key);
      if (!(await markFailed(client, key, sequence))) return null;
      return appendOutbound(client, key, 'system', apology(conversation.language), sequence);
    });
  }
}
