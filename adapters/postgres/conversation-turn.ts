import type {
  Conversation,
  ConversationKey,
  StoredActivity,
  TurnCommit,
  TurnLoad,
} from '../../bot/ports/conversation-store.ts';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { type ActivityRow, storableJson, storedActivity } from './conversation-rows.ts';
import type { Queryable } from './database.ts';

interface LoadedJson {
  conversation: Conversation;
  shopper: TurnLoad['shopper'];
  pending: ActivityRow[];
  recent: ActivityRow[];
  recentUnderstandings: TurnLoad['recentUnderstandings'];
  openHandoff: { id: string; state: 'requested' | 'accepted'; requestedAt: string } | null;
}

/** Locks the conversation until the transaction's end and reads all that a turn starts from. */
export async function loadTurn(db: Queryable, key: ConversationKey): Promise<TurnLoad> {
  const { rows } = await db.query<{ loaded: LoadedJson | null }>(
    { name: 'load-turn', text: 'select load_turn($1, $2) as loaded' },
    [key.shopId, key.conversationId],
  );
  const loaded = rows[0]?.loaded;
  if (!loaded) throw new NotFoundError(`there is no conversation ${key.conversationId}`);
  const { openHandoff } = loaded;
  return {
    ...loaded,
    pending: loaded.pending.map(storedActivity),
    recent: loaded.recent.map(storedActivity),
    openHandoff: openHandoff && { ...openHandoff, requestedAt: new Date(openHandoff.requestedAt) },
  };
}

const commitTurnStatement = {
  name: 'commit-turn',
  text: `with held as (
       update conversations set
         next_sequence = next_sequence + jsonb_array_length($4::jsonb),
         dialog = $5::jsonb,
         language = coalesce($6, language),
         held_by = case when $7::jsonb is null then held_by else 'queue' end,
         topic = coalesce($8::jsonb->'topic'->>'label', topic),
         sentiment = coalesce(($8::jsonb->'sentiment'->'probabilities'->>'positive')::real
           - ($8::jsonb->'sentiment'->'probabilities'->>'negative')::real, sentiment),
         fused_risk = coalesce(($10::jsonb->>'fusedRisk')::real, fused_risk),
         clv_cents = coalesce(($10::jsonb->>'clvCents')::bigint, clv_cents),
         last_activity_at = now()
       where shop_id = $1 and id = $2
       returning next_sequence - jsonb_array_length($4::jsonb) as first, channel),
     answered as (
       update activities set turn_state = 'done'
       where shop_id = $1 and conversation_id = $2 and sequence = $3 and turn_state = 'pending'
         and not exists (
           select 1 from activities older
           where older.shop_id = $1 and older.conversation_id = $2 and older.sequence < $3
             and older.turn_state = 'pending')
       returning 1),
     replies as (
       insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, reply_to)
       select $1, $2, held.first + r.n - 1, 'outbound', r.reply->>'role', r.reply->'activity'->>'type',
         r.reply->'activity', $3
       from held, jsonb_array_elements($4::jsonb) with ordinality as r (reply, n)
       returning activities.*),
     understood as (
       insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic,
         vector, leaving, model_version, milliseconds, said_at)
       select $1, $2, $3, u->>'language', u->>'redactedText', u->'sentiment', u->'topic', $9::real[],
         (u->>'leaving')::real, u->>'modelVersion', (u->>'milliseconds')::real,
         (select created_at from activities where shop_id = $1 and conversation_id = $2 and sequence = $3)
       from (select $8::jsonb as u) given where u is not null),
     assessed as (
       insert into assessments (shop_id, conversation_id, sequence, behavioural_risk, behavioural_reasons, fused_risk,
         fused_reasons, value, model_version)
       select $1, $2, $3, (a->>'behaviouralRisk')::real, a->'behaviouralReasons', (a->>'fusedRisk')::real,
         a->'fusedReasons', jsonb_build_object('clvCents', a->'clvCents', 'srCents', a->'srCents'), a->>'modelVersion'
       from (select $10::jsonb as a) given where a is not null),
     asked as (
       insert into handoffs (shop_id, id, conversation_id, state, reason, priority, context, at_sequence,
         requested_at, waiting_since, updated_at, first_reply_due_at, resolution_due_at)
       select $1, $11, $2, 'requested', h->>'reason', (h->>'priority')::real, coalesce(h->'context', '{}'), $3,
         (h->>'requestedAt')::timestamptz, (h->>'requestedAt')::timestamptz, now(),
         (h->>'firstReplyDueAt')::timestamptz, (h->>'resolutionDueAt')::timestamptz
       from (select $7::jsonb as h) given where h is not null
       on conflict do nothing
       returning id),
     announced as (
       insert into outbox (shop_id, topic, payload)
       select $1, 'handoff.initiate', jsonb_build_object('conversationId', $2::text, 'handoffId', id) from asked),
     known as (
       update handoffs set updated_at = now(), answer_email = coalesce($12::text, answer_email),
         waiting_since = case when $13::timestamptz is null or first_replied_at is null then waiting_since
           else coalesce(waiting_since, now()) end,
         next_reply_due_at = case when state = 'accepted' and first_replied_at is not null
           then coalesce(next_reply_due_at, $13::timestamptz) else next_reply_due_at end
       where shop_id = $1 and conversation_id = $2 and state in ('requested', 'accepted')
         and ($12::text is not null or $13::timestamptz is not null)),
     sent as (
       insert into outbox (shop_id, topic, payload)
       select $1, 'bot-framework.send', jsonb_build_object('conversationId', $2::text, 'sequence', replies.sequence,
         'role', replies.role, 'activity', replies.activity)
       from replies, held where held.channel not in ('directline', 'terminal') order by replies.sequence)
     select (select count(*) from answered) as answered,
       (select json_agg(activity_json(r::activities) order by r.sequence) from replies r) as replies`,
};

/**
 * Everything a turn writes about the conversation, in one statement and round trip; the caller's transaction holds
 * the conversation's row.
 * @throws ConflictError when the inbound activity was answered before, or an older one was not: the caller must roll
 * back.
 */
export async function commitTurn(db: Queryable, commit: TurnCommit): Promise<readonly StoredActivity[]> {
  const { key, understanding, assessment, handoff } = commit;
  const { rows } = await db.query<{ answered: number; replies: ActivityRow[] | null }>(commitTurnStatement, [
    key.shopId,
    key.conversationId,
    commit.inboundSequence,
    storableJson(commit.replies),
    storableJson(commit.dialog ?? {}),
    commit.language,
    handoff && storableJson(handoff),
    understanding && storableJson({ ...understanding, vector: undefined }),
    understanding && Array.from(understanding.vector),
    assessment && storableJson(assessment),
    newId(),
    commit.answerEmail ?? null,
    commit.nextReplyDueAt ?? null,
  ]);
  if (rows[0]?.answered !== 1)
    throw new ConflictError(
      `activity ${commit.inboundSequence} of ${key.conversationId} is not its oldest unanswered one`,
    );
  return (rows[0].replies ?? []).map(storedActivity);
}
