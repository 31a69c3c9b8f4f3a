import type { ActivityBody } from '../../bot/ports/conversation-store.ts';
import type { ChannelOutbox, OutgoingActivity } from '../bot-framework/channel-outbox.ts';
import type { Database } from './database.ts';

const topic = 'bot-framework.send';
/** A claim lasts this long: a sender that died loses it, and another one sends. */
const claimS = 60;

interface OutboxRow {
  shop_id: string;
  id: number;
  attempts: number;
  payload: { conversationId: string; sequence: number; activity: ActivityBody };
  reference: unknown;
}

/** Replies that wait to leave for other channels, at least once each and in order within a conversation. */
export class PostgresChannelOutbox implements ChannelOutbox {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  async claim(limit: number): Promise<readonly OutgoingActivity[]> {
    const { rows } = await this.#db.query<OutboxRow>(
      `with next as (
         select o.shop_id, o.id from outbox o
         where o.topic = $1 and o.delivered_at is null and o.available_at <= now()
           and not exists (
             select 1 from outbox earlier
             where earlier.shop_id = o.shop_id and earlier.topic = $1 and earlier.delivered_at is null
               and earlier.payload->>'conversationId' = o.payload->>'conversationId' and earlier.id < o.id)
         order by o.available_at
         limit $2
         for update skip locked),
       claimed as (
         update outbox o set attempts = attempts + 1, available_at = now() + make_interval(secs => $3)
         from next where o.shop_id = next.shop_id and o.id = next.id
         returning o.shop_id, o.id, o.attempts, o.payload)
       select claimed.*, c.reference from claimed
       join conversations c on c.shop_id = claimed.shop_id and c.id = (claimed.payload->>'conversationId')::uuid`,
      [topic, limit, claimS],
    );
    return rows.map(({ shop_id, id, attempts, payload, reference }) => ({
      shopId: shop_id,
      id,
      attempts,
      conversationId: payload.conversationId,
      activity: payload.activity,
      reference,
    }));
  }

  async delivered(sent: OutgoingActivity): Promise<void> {
    await this.#db.query('update outbox set delivered_at = now() where shop_id = $1 and id = $2', [
      sent.shopId,
      sent.id,
    ]);
  }

  async postpone(failed: OutgoingActivity, delayMs: number): Promise<void> {
    await this.#db.query(
      `update outbox set available_at = now() + make_interval(secs => $3::float8 / 1000)
       where shop_id = $1 and id = $2`,
      [failed.shopId, failed.id, delayMs],
    );
  }
}
