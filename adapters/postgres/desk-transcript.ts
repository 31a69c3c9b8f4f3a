import type { ActivityBody, ConversationKey } from '../../bot/ports/conversation-store.ts';
import { exportAddress } from '../../bot/say/export-address.ts';
import type {
  MessageEntry,
  NoteEntry,
  OfferEntry,
  StatusEntry,
  TranscriptEntry,
  TranscriptPage,
} from '../../core/contracts/desk-conversation.ts';
import type { HandoffStatusValue } from '../../core/contracts/handoff.ts';
import type { MessageExtras } from '../../core/contracts/message.ts';
import type { SentimentLabel } from '../../core/words.ts';
import { type DecisionNames, explainDecision } from '../../retention/money/explain-decision.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import type { Queryable } from './database.ts';
import { decisionNames } from './decision-names.ts';

/** Which part of a transcript: what came after a sequence, or the newest before one. */
export type TranscriptPart = { readonly since: number } | { readonly before?: number };

const pageSize = 100;
const sinceLimit = 500;

interface ActivityRow {
  sequence: number;
  role: MessageEntry['role'];
  type: string;
  activity: ActivityBody;
  agentId: string | null;
  createdAt: Date;
  sentiment: { label: SentimentLabel; probabilities: Record<SentimentLabel, number> } | null;
  topic: { label: string; probabilities: Record<string, number> } | null;
  risk: number | null;
}

/** A page of everything that happened in a conversation, in order: messages, hand-overs, notes, offers and why. */
export async function transcriptPage(
  db: Queryable,
  key: ConversationKey,
  before?: number,
): Promise<TranscriptPage> {
  const rows = await activityRows(db, key, before === undefined ? {} : { before });
  const shown = rows.slice(-pageSize);
  const from = rows.length > pageSize ? shown[0]!.sequence : 0;
  return {
    entries: await withTheRest(db, key, shown, from, before ?? null),
    more: rows.length > pageSize,
  };
}

export async function entriesOf(
  db: Queryable,
  key: ConversationKey,
  part: { readonly since: number },
): Promise<TranscriptEntry[]> {
  return withTheRest(db, key, await activityRows(db, key, part), part.since + 1, null);
}

async function activityRows(
  db: Queryable,
  key: ConversationKey,
  part: TranscriptPart,
): Promise<ActivityRow[]> {
  const forward = 'since' in part;
  const { rows } = await db.query<ActivityRow>(
    `select a.sequence, a.role, a.type, a.activity, a.agent_id as "agentId", a.created_at as "createdAt",
       u.sentiment, u.topic, r.fused_risk as risk
     from activities a
     left join understandings u using (shop_id, conversation_id, sequence)
     left join assessments r using (shop_id, conversation_id, sequence)
     where shop_id = $1 and conversation_id = $2
       and (a.type = 'message' or (a.type = 'event' and a.activity->>'name' = 'handoff.status'))
       and ${forward ? 'sequence > $3' : '($3::bigint is null or sequence < $3)'}
     order by sequence ${forward ? '' : 'desc'} limit $4`,
    [
      key.shopId,
      key.conversationId,
      forward ? part.since : (part.before ?? null),
      forward ? sinceLimit : pageSize + 1,
    ],
  );
  return forward ? rows : rows.reverse();
}

/** @param from sequence from which on notes, requests and offers belong here. @param before up to which, exclusive. */
async function withTheRest(
  db: Queryable,
  key: ConversationKey,
  rows: readonly ActivityRow[],
  from: number,
  before: number | null,
): Promise<TranscriptEntry[]> {
  const range = [key.shopId, key.conversationId, from, before];
  const inRange = (column: string) => `${column} >= $3 and ($4::bigint is null or ${column} < $4)`;
  const { rows: notes } = await db.query<NoteRow>(
    `select id, after_sequence as sequence, agent_id as "agentId", agent_name as "agentName", body,
       created_at as "createdAt" from desk_notes
     where shop_id = $1 and conversation_id = $2 and ${inRange('after_sequence')} order by created_at`,
    range,
  );
  const { rows: asked } = await db.query<{ sequence: number; reason: string; at: Date }>(
    `select at_sequence as sequence, reason, requested_at as at from handoffs
     where shop_id = $1 and conversation_id = $2 and reason <> 'agent_took_over' and ${inRange('at_sequence')}`,
    range,
  );
  const { rows: offers } = await db.query<OfferRow>(
    `select d.id, coalesce(d.sequence, 0) as sequence, d.action, d.slice, d.propensity, d.record,
       d.created_at as at,
       array(select o.kind from outcomes o where o.shop_id = d.shop_id and o.decision_id = d.id order by o.occurred_at)
         as outcomes
     from decisions d
     where d.shop_id = $1 and d.conversation_id = $2 and d.kind = 'money' and ${inRange('coalesce(d.sequence, 0)')}`,
    range,
  );
  const names = offers.length > 0 ? await decisionNames(db, key.shopId) : { budgets: {}, experiments: {} };
  const entries: TranscriptEntry[] = [
    ...rows.map((row) => (row.type === 'event' ? statusEntry(row) : messageEntry(row))),
    ...asked.map(askedEntry),
    ...offers.map((offer) => offerEntry(offer, names)),
    ...notes.map(noteEntry),
  ];
  return entries.sort(
    (a, b) => a.sequence - b.sequence || order[a.kind] - order[b.kind] || a.at.localeCompare(b.at),
  );
}

/** At one sequence: the message, what was decided at it, what it led to, what was noted of it. */
const order: Readonly<Record<TranscriptEntry['kind'], number>> = { message: 0, offer: 1, status: 2, note: 3 };

function messageEntry(row: ActivityRow): MessageEntry {
  const { activity, sentiment, topic } = row;
  const extras = ((activity.channelData as { mainstay?: MessageExtras } | undefined)?.mainstay ??
    {}) as MessageExtras;
  const own = row.role !== 'shopper';
  const { action } = (activity.value ?? {}) as { action?: unknown };
  return {
    kind: 'message',
    sequence: row.sequence,
    role: row.role,
    agent: row.role === 'agent' && row.agentId ? { id: row.agentId, name: extras.speaker?.name ?? '' } : null,
    text: typeof activity.text === 'string' ? activity.text : '',
    at: row.createdAt.toISOString(),
    language: typeof activity.locale === 'string' ? activity.locale : null,
    action: !own && typeof action === 'string' ? action : null,
    // What a shopper's client claims as cards is not ours to show.
    cards: own ? (extras.cards ?? []) : [],
    sources: own ? (extras.sources ?? []) : [],
    attachments: attachmentsOf(activity),
    sentiment: sentiment && {
      label: sentiment.label,
      score: sentiment.probabilities.positive - sentiment.probabilities.negative,
      sure: sentiment.probabilities[sentiment.label],
    },
    topic: topic && { label: topic.label, probability: topic.probabilities[topic.label] ?? 0 },
    risk: row.risk,
  };
}

function attachmentsOf({ attachments }: ActivityBody): MessageEntry['attachments'] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap((one: { name?: unknown; contentType?: unknown; contentUrl?: unknown }) =>
    typeof one?.contentUrl === 'string' &&
    typeof one.contentType === 'string' &&
    // The shopper's own data is theirs to fetch.
    exportAddress.read(one.contentUrl) === null
      ? [{ name: String(one.name ?? ''), contentType: one.contentType, url: one.contentUrl }]
      : [],
  );
}

function statusEntry(row: ActivityRow): StatusEntry {
  const value = row.activity.value as HandoffStatusValue;
  return {
    kind: 'status',
    sequence: row.sequence,
    at: row.createdAt.toISOString(),
    what: value.because,
    agent: value.agentId === null ? null : { id: value.agentId, name: value.agentName ?? '' },
    reason: value.message ?? null,
  };
}

function askedEntry({ sequence, reason, at }: { sequence: number; reason: string; at: Date }): StatusEntry {
  return { kind: 'status', sequence, at: at.toISOString(), what: 'asked', agent: null, reason };
}

interface NoteRow {
  id: string;
  sequence: number;
  agentId: string;
  agentName: string;
  body: string;
  createdAt: Date;
}

export function noteEntry({ id, sequence, agentId, agentName, body, createdAt }: NoteRow): NoteEntry {
  const agent = { id: agentId, name: agentName };
  return { kind: 'note', id, sequence, at: createdAt.toISOString(), agent, text: body };
}

interface OfferRow {
  id: string;
  sequence: number;
  action: string;
  slice: string;
  propensity: number;
  record: MoneyDecisionRecord;
  at: Date;
  outcomes: string[];
}

function offerEntry(
  { id, sequence, action, slice, propensity, record, at, outcomes }: OfferRow,
  names: DecisionNames,
): OfferEntry {
  return {
    kind: 'offer',
    sequence,
    at: at.toISOString(),
    decisionId: id,
    action,
    slice,
    propensity,
    why: { en: explainDecision(record, 'en', names), zh: explainDecision(record, 'zh', names) },
    outcomes,
  };
}
