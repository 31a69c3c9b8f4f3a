import type { Appended, InboundActivity } from '../../bot/ports/conversation-log.ts';
import type { ActivityBody, ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import { NotFoundError } from '../../core/errors.ts';
import { type ActivityRow, activityColumns, storableJson, storedActivity } from './conversation-rows.ts';
import type { Queryable } from './database.ts';

const appendInboundStatement = {
  name: 'append-inbound',
  text: `with taken as (
         update conversations set next_sequence = next_sequence + 1, last_activity_at = now()
         where shop_id = $1 and id = $2 and not exists (
           select 1 from activities
           where shop_id = $1 and conversation_id = $2 and client_activity_id = $3)
         returning next_sequence - 1 as sequence)
       insert into activities
         (shop_id, conversation_id, sequence, direction, role, type, client_activity_id, activity, turn_state)
       select $1, $2, sequence, 'inbound', 'shopper', $4, $3, $5, $6 from taken
       returning ${activityColumns}`,
};

/**
 * Takes the conversation's next sequence number and stores the activity under it, in one statement: the update holds
 * the conversation's row until the insert is committed with it, so numbers have no gaps and become visible in order.
 */
export async function appendInbound(
  db: Queryable,
  key: ConversationKey,
  inbound: InboundActivity,
): Promise<Appended> {
  const { clientActivityId } = inbound;
  const earlier = async () =>
    clientActivityId === null ? null : await activityOfClient(db, key, clientActivityId);
  try {
    const { rows } = await db.query<ActivityRow>(appendInboundStatement, [
      key.shopId,
      key.conversationId,
      clientActivityId,
      inbound.activity.type,
      storableJson(inbound.activity),
      inbound.needsTurn ? 'pending' : 'done',
    ]);
    if (rows[0]) return { stored: storedActivity(rows[0]), duplicate: false };
  } catch (error) {
    // The same activity came twice at the same moment: the second saw neither row nor number of the first.
    if ((error as { constraint?: string }).constraint !== 'activities_client_activity_id') throw error;
  }
  const stored = await earlier();
  if (!stored) throw new NotFoundError(`there is no conversation ${key.conversationId}`);
  return { stored, duplicate: true };
}

async function activityOfClient(
  db: Queryable,
  key: ConversationKey,
  clientActivityId: string,
): Promise<StoredActivity | null> {
  const { rows } = await db.query<ActivityRow>(
    `select ${activityColumns} from activities
     where shop_id = $1 and conversation_id = $2 and client_activity_id = $3`,
    [key.shopId, key.conversationId, clientActivityId],
  );
  return rows[0] ? storedActivity(rows[0]) : null;
}

/** As appendInbound, for a message that no turn writes. Channels other than our own get it through the outbox. */
export async function appendOutbound(
  db: Queryable,
  key: ConversationKey,
  role: 'bot' | 'agent' | 'system',
  activity: ActivityBody,
  replyTo: number | null,
): Promise<StoredActivity> {
  const { rows } = await db.query<ActivityRow>(
    `with taken as (
       update conversations set next_sequence = next_sequence + 1, last_activity_at = now()
       where shop_id = $1 and id = $2
       returning next_sequence - 1 as sequence, channel),
     sent as (
       insert into outbox (shop_id, topic, payload)
       select $1, 'bot-framework.send',
         jsonb_build_object('conversationId', $2::text, 'sequence', sequence, 'role', $3::text, 'activity', $5::jsonb)
       from taken where channel not in ('directline', 'terminal'))
     insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, reply_to)
     select $1, $2, sequence, 'outbound', $3, $4, $5, $6 from taken
     returning ${activityColumns}`,
    [key.shopId, key.conversationId, role, activity.type, storableJson(activity), replyTo],
  );
  if (!rows[0]) throw new NotFoundError(`there is no conversation ${key.conversationId}`);
  return storedActivity(rows[0]);
}
