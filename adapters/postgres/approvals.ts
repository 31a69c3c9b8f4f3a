import type { Approval, ApprovalKind, ApprovalState } from '../../core/contracts/console-money.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';

export interface ApprovalRequest {
  readonly shopId: string;
  readonly kind: ApprovalKind;
  /** budget:ID, offer:ID, rules:ID. */
  readonly subject: string;
  /** The version that the asker saw; when the subject has another one by then, nothing is approved. */
  readonly subjectVersion: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string;
  /** users.id of who asks. */
  readonly by: string;
}

/** What a person decides upon. */
export interface OpenApproval
  extends Pick<ApprovalRequest, 'shopId' | 'kind' | 'subject' | 'subjectVersion' | 'after'> {
  readonly id: string;
  readonly requestedBy: string;
}

/**
 * Asks for a second person.
 * @throws ConflictError when the same subject waits for one already.
 */
export async function askApproval(tx: Transaction, request: ApprovalRequest): Promise<Approval> {
  const client = clientOf(tx);
  const id = newId();
  const { rowCount } = await client.query(
    `insert into approvals (shop_id, id, kind, subject, subject_version, before, after, reason, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (shop_id, subject) where state = 'open' do nothing`,
    [
      request.shopId,
      id,
      request.kind,
      request.subject,
      request.subjectVersion,
      JSON.stringify(request.before),
      JSON.stringify(request.after),
      request.reason,
      request.by,
    ],
  );
  if (rowCount === 0)
    throw new ConflictError(
      `${request.subject} waits for a second person already; withdraw that request first`,
    );
  await appendAudit(tx, {
    shopId: request.shopId,
    actor: `user:${request.by}`,
    action: 'approval.asked',
    subject: request.subject,
    before: request.before,
    after: { ...request.after, reason: request.reason },
  });
  const [approval] = await read(client, request.shopId, request.by, 'a.id = $3', [id]);
  return approval!;
}

/** Approvals of a shop as `viewer` sees them, newest first. */
export function listApprovals(
  queryable: Queryable,
  shopId: string,
  viewer: string,
  options: { state?: ApprovalState; subject?: string; limit?: number } = {},
): Promise<Approval[]> {
  return read(
    queryable,
    shopId,
    viewer,
    '($3::text is null or a.state = $3) and ($4::text is null or a.subject = $4)',
    [options.state ?? null, options.subject ?? null],
    options.limit,
  );
}

/**
 * Takes the decision of a second person, or the first one's wish to take it back. The row stays locked until the
 * caller's transaction, which carries out what was approved, ends.
 * @throws NotFoundError; ConflictError when it was decided meanwhile; ForbiddenError when it is not theirs to decide.
 */
export async function decideApproval(
  tx: Transaction,
  key: { shopId: string; id: string; by: string },
  decision: 'approved' | 'refused' | 'withdrawn',
): Promise<OpenApproval> {
  const client = clientOf(tx);
  const { rows } = await client.query<{
    kind: ApprovalKind;
    subject: string;
    subject_version: number;
    after: Record<string, unknown>;
    state: ApprovalState;
    requested_by: string;
  }>(
    `select kind, subject, subject_version, after, state, requested_by from approvals
     where shop_id = $1 and id = $2 for update`,
    [key.shopId, key.id],
  );
  const row = rows[0];
  if (!row) throw new NotFoundError('there is no such request for approval');
  if (row.state !== 'open') throw new ConflictError(`this request is ${row.state} already`);
  const own = row.requested_by === key.by;
  if (own && decision === 'approved')
    throw new ForbiddenError('who asked cannot approve: it takes a second person');
  if (!own && decision === 'withdrawn')
    throw new ForbiddenError('only who asked can take it back; refuse it instead');
  await client.query(
    'update approvals set state = $3, decided_by = $4, decided_at = now() where shop_id = $1 and id = $2',
    [key.shopId, key.id, decision, key.by],
  );
  await appendAudit(tx, {
    shopId: key.shopId,
    actor: `user:${key.by}`,
    action: `approval.${decision}`,
    subject: row.subject,
    before: null,
    after: row.after,
  });
  return {
    id: key.id,
    shopId: key.shopId,
    kind: row.kind,
    subject: row.subject,
    subjectVersion: row.subject_version,
    after: row.after,
    requestedBy: row.requested_by,
  };
}

/** A request that waits for a subject which has just been changed was about something else: it no longer holds. */
export async function voidApprovals(tx: Transaction, shopId: string, subject: string): Promise<void> {
  await clientOf(tx).query(
    `update approvals set state = 'void', decided_at = now() where shop_id = $1 and subject = $2 and state = 'open'`,
    [shopId, subject],
  );
}

async function read(
  queryable: Queryable,
  shopId: string,
  viewer: string,
  where: string,
  values: readonly unknown[],
  limit = 100,
): Promise<Approval[]> {
  const { rows } = await queryable.query<{
    id: string;
    kind: ApprovalKind;
    subject: string;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    reason: string;
    state: ApprovalState;
    requested_by: string;
    requested_name: string;
    requested_at: Date;
    decided_by: string | null;
    decided_name: string | null;
    decided_at: Date | null;
    mine: boolean;
  }>(
    `select a.id, a.kind, a.subject, a.before, a.after, a.reason, a.state, a.requested_by, asker.name as requested_name,
       a.requested_at, a.decided_by, decider.name as decided_name, a.decided_at, a.requested_by = $2::uuid as mine
     from approvals a
     join users asker on asker.id = a.requested_by
     left join users decider on decider.id = a.decided_by
     where a.shop_id = $1 and ${where}
     order by a.requested_at desc, a.id desc limit ${limit}`,
    [shopId, viewer, ...values],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    before: row.before,
    after: row.after,
    reason: row.reason,
    state: row.state,
    requestedBy: { id: row.requested_by, name: row.requested_name },
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_name ?? '' },
    decidedAt: row.decided_at?.toISOString() ?? null,
    mayDecide: row.state === 'open' && !row.mine,
  }));
}
