import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import { clientOf, type Queryable } from './database.ts';

/** Writes a draw with its whole record. */
export async function logDecision(
  tx: Transaction,
  decisionId: string,
  record: MoneyDecisionRecord,
  at: { conversationId: string | null; sequence: number | null; now: Date },
): Promise<void> {
  const { inputs, choice } = record;
  await clientOf(tx).query(
    `insert into decisions (shop_id, id, kind, shopper_id, conversation_id, sequence, period_start, experiment_id,
         arm, slice, policy_version, action, propensity, record, created_at)
       values ($1, $2, 'money', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      inputs.shopId,
      decisionId,
      inputs.shopperId,
      at.conversationId,
      at.sequence,
      inputs.period.start,
      inputs.assignment.experimentId,
      inputs.assignment.arm,
      choice.slice,
      inputs.policy.version,
      choice.action,
      choice.propensity,
      JSON.stringify(record),
      at.now,
    ],
  );
}

/** A decision as logged, of either kind. */
export interface LoggedDecision {
  readonly id: string;
  readonly kind: 'money' | 'recommendation';
  readonly conversationId: string | null;
  readonly sequence: number | null;
  readonly createdAt: Date;
  readonly record: unknown;
  readonly outcomes: readonly { kind: string; ref: string; occurredAt: string; valueCents: number | null }[];
}

/**
 * Every decision that stood in a conversation, oldest first: those drawn in it, and the money decision of the
 * shopper's period that an earlier conversation had drawn.
 * @throws NotFoundError when there is no such conversation.
 */
export async function decisionsOfConversation(
  queryable: Queryable,
  conversationId: string,
): Promise<LoggedDecision[]> {
  const known = await queryable.query('select 1 from conversations where id = $1', [conversationId]);
  if (known.rowCount === 0) throw new NotFoundError(`there is no conversation ${conversationId}`);
  const { rows } = await queryable.query<{
    id: string;
    kind: LoggedDecision['kind'];
    conversation_id: string | null;
    sequence: number | null;
    created_at: Date;
    record: unknown;
    outcomes: LoggedDecision['outcomes'];
  }>(
    `select d.id, d.kind, d.conversation_id, d.sequence, d.created_at, d.record,
       coalesce((select jsonb_agg(jsonb_build_object('kind', o.kind, 'ref', o.ref, 'occurredAt', o.occurred_at,
           'valueCents', o.value_cents) order by o.occurred_at, o.kind)
         from outcomes o where o.shop_id = d.shop_id and o.decision_id = d.id), '[]') as outcomes
     from conversations c
     join decisions d on d.shop_id = c.shop_id and (
       d.conversation_id = c.id
       or (d.kind = 'money' and d.shopper_id = c.shopper_id and d.period_start <= c.last_activity_at
           and (d.record #>> '{inputs,period,end}')::timestamptz > c.created_at))
     where c.id = $1
     order by d.created_at, d.id`,
    [conversationId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    conversationId: row.conversation_id,
    sequence: row.sequence,
    createdAt: row.created_at,
    record: row.record,
    outcomes: row.outcomes,
  }));
}
