import { handoffInitiation } from '../../bot/handoff/handoff-event.ts';
import { handoffSummary } from '../../bot/handoff/handoff-summary.ts';
import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { HandoffValue } from '../../core/contracts/handoff.ts';
import type { Transaction } from '../../core/transaction.ts';
import { redactPii } from '../../nlp/pii/redact-pii.ts';
import { clientOf, type Database, type Queryable } from './database.ts';

/** Messages that the transcript of an event holds at most: the newest. */
const transcriptLength = 200;

/**
 * Delivers handoff.initiate to the desk: takes one request from the outbox, makes the event of what stood when the
 * person was asked for, keeps it with the handoff and marks it delivered, in one transaction. A desk that is down is a
 * delay. @returns the conversation, or null when nothing waits.
 */
export async function deliverHandoff(
  database: Database,
  afterwards: (tx: Transaction, key: ConversationKey, handoffId: string) => Promise<void>,
): Promise<ConversationKey | null> {
  return database.transaction(async (tx) => {
    const db = clientOf(tx);
    const { rows } = await db.query<{
      shop_id: string;
      id: number;
      payload: { conversationId: string; handoffId: string };
    }>(
      `select shop_id, id, payload from outbox
       where topic = 'handoff.initiate' and delivered_at is null and available_at <= now()
       order by id limit 1 for update skip locked`,
    );
    const waiting = rows[0];
    if (!waiting) return null;
    const { conversationId, handoffId } = waiting.payload;
    const key = { shopId: waiting.shop_id, conversationId };
    // The conversation first, as everything that writes to a handoff does.
    await db.query('select 1 from conversations where shop_id = $1 and id = $2 for no key update', [
      key.shopId,
      conversationId,
    ]);
    const event = await handoffEvent(db, key, handoffId);
    await db.query(
      'update handoffs set event = $3, updated_at = now() where shop_id = $1 and id = $2 and event is null',
      [key.shopId, handoffId, JSON.stringify(event)],
    );
    await db.query('update outbox set delivered_at = now() where shop_id = $1 and id = $2', [
      key.shopId,
      waiting.id,
    ]);
    await afterwards(tx, key, handoffId);
    return key;
  });
}

/** The event as it stood at the request: what was said later is not in it. */
async function handoffEvent(db: Queryable, key: ConversationKey, handoffId: string): Promise<ActivityBody> {
  const { rows } = await db.query<{
    channel: string;
    language: 'en' | 'zh' | null;
    identityVerified: boolean;
    currency: string;
    reason: string;
    priority: number;
    context: { topic?: string; orderNumber?: string | null };
    atSequence: number;
    requestedAt: Date;
  }>(
    `select c.channel, c.language, c.identity_verified as "identityVerified", s.currency, h.reason, h.priority,
       h.context, h.at_sequence as "atSequence", h.requested_at as "requestedAt"
     from handoffs h
     join conversations c on c.shop_id = h.shop_id and c.id = h.conversation_id
     join shops s on s.id = h.shop_id
     where h.shop_id = $1 and h.id = $2`,
    [key.shopId, handoffId],
  );
  const {
    channel,
    language,
    identityVerified,
    currency,
    reason,
    priority,
    context,
    atSequence,
    requestedAt,
  } = rows[0]!;
  const messages = await messagesUntil(db, key, atSequence);
  const understood = messages.filter(({ score }) => score !== null);
  const risks = await newestAssessment(db, key, atSequence);
  const value: HandoffValue = {
    handoffId,
    conversationId: key.conversationId,
    channel,
    reason,
    priority,
    topic: context.topic ?? null,
    language,
    summary: handoffSummary({
      topic: context.topic ?? null,
      orderNumber: context.orderNumber ?? null,
      messages: understood.map(({ text, score }) => ({ text, score: score! })),
    }),
    transcript: messages.map(({ sequence, role, text, at }) => ({
      sequence,
      role,
      text,
      at: at.toISOString(),
    })),
    sentiment: understood.map(({ sequence, score }) => ({ sequence, score: score! })),
    ...risks,
    currency,
    identityVerified,
    orderNumber: context.orderNumber ?? null,
    offered: await offeredIn(db, key),
  };
  return handoffInitiation(value, requestedAt.toISOString());
}

interface Message {
  readonly sequence: number;
  readonly role: HandoffValue['transcript'][number]['role'];
  readonly text: string;
  readonly at: Date;
  readonly score: number | null;
}

async function messagesUntil(db: Queryable, key: ConversationKey, sequence: number): Promise<Message[]> {
  const { rows } = await db.query<Omit<Message, 'text'> & { text: string; redacted: string | null }>(
    `select a.sequence, a.role, a.activity->>'text' as text, u.redacted_text as redacted, a.created_at as at,
       (u.sentiment->'probabilities'->>'positive')::float8 - (u.sentiment->'probabilities'->>'negative')::float8 as score
     from activities a left join understandings u using (shop_id, conversation_id, sequence)
     where shop_id = $1 and conversation_id = $2 and sequence <= $3 and a.type = 'message'
       and coalesce(a.activity->>'text', '') <> ''
     order by sequence desc limit $4`,
    [key.shopId, key.conversationId, sequence, transcriptLength],
  );
  return rows
    .reverse()
    .map(({ redacted, text, ...rest }) => ({ ...rest, text: redacted ?? redactPii(text).text }));
}

async function newestAssessment(db: Queryable, key: ConversationKey, sequence: number) {
  const { rows } = await db.query<
    Pick<
      HandoffValue,
      'behaviouralRisk' | 'behaviouralReasons' | 'fusedRisk' | 'fusedReasons' | 'clvCents' | 'srCents'
    >
  >(
    `select behavioural_risk as "behaviouralRisk", behavioural_reasons as "behaviouralReasons",
       fused_risk as "fusedRisk", fused_reasons as "fusedReasons", (value->>'clvCents')::bigint as "clvCents",
       (value->>'srCents')::bigint as "srCents"
     from assessments where shop_id = $1 and conversation_id = $2 and sequence <= $3
     order by sequence desc limit 1`,
    [key.shopId, key.conversationId, sequence],
  );
  return (
    rows[0] ?? {
      behaviouralRisk: null,
      behaviouralReasons: [],
      fusedRisk: null,
      fusedReasons: [],
      clvCents: null,
      srCents: null,
    }
  );
}

async function offeredIn(db: Queryable, key: ConversationKey): Promise<HandoffValue['offered']> {
  const { rows } = await db.query<HandoffValue['offered'][number]>(
    `select d.id as "decisionId", d.action, d.slice, g.id as "grantId", g.state
     from decisions d left join grants g on g.shop_id = d.shop_id and g.decision_id = d.id
     where d.shop_id = $1 and d.conversation_id = $2 and d.kind = 'money' order by d.created_at`,
    [key.shopId, key.conversationId],
  );
  return rows;
}
