import { createHash } from 'node:crypto';
import type { Account } from '../../core/contracts/people.ts';
import type { StaffMember } from '../../core/contracts/staff.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { findStaffMember, type SessionMember } from './staff-members.ts';

interface StoredSession {
  readonly sid: string;
  readonly sess: { agent?: string; address?: string; startedAtMs?: number };
  readonly lastSeenAt: Date;
}

/** Names a session to its owner without telling its id. */
export function sessionKey(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex').slice(0, 24);
}

/** A person's own sessions, the newest request first. */
export async function accountOf(database: Queryable, userId: string, sessionId: string): Promise<Account> {
  const sessions = await sessionsOf(database, userId);
  const { rows } = await database.query<{ hasPassword: boolean }>(
    'select password_hash is not null as "hasPassword" from users where id = $1',
    [userId],
  );
  return {
    hasPassword: rows[0]?.hasPassword ?? false,
    sessions: sessions.map(({ sid, sess, lastSeenAt }) => ({
      key: sessionKey(sid),
      current: sid === sessionId,
      agent: sess.agent ?? '',
      address: sess.address ?? '',
      startedAt: new Date(sess.startedAtMs ?? lastSeenAt).toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  };
}

async function sessionsOf(database: Queryable, userId: string): Promise<StoredSession[]> {
  const { rows } = await database.query<StoredSession>(
    `select sid, sess, expire - interval '12 hours' as "lastSeenAt" from staff_sessions
     where sess ->> 'userId' = $1 and expire > now() order by expire desc`,
    [userId],
  );
  return rows;
}

/** Ends one of a person's own sessions. @returns false when there is none such. */
export async function endOwnSession(database: Queryable, userId: string, key: string): Promise<boolean> {
  const session = (await sessionsOf(database, userId)).find(({ sid }) => sessionKey(sid) === key);
  if (!session) return false;
  await database.query('delete from staff_sessions where sid = $1', [session.sid]);
  return true;
}

/** Ends every session of a person. @returns the member with the epoch that new sessions begin under. */
export async function endAllSessions(tx: Transaction, member: StaffMember): Promise<SessionMember> {
  const client = clientOf(tx);
  await client.query('update users set session_epoch = session_epoch + 1 where id = $1', [member.id]);
  await client.query(`delete from staff_sessions where sess ->> 'userId' = $1`, [member.id]);
  await own(tx, member, 'user.signed_out_everywhere');
  return (await findStaffMember(client, member.id))!;
}

/** Stores a new password and ends every session that was begun with the old one. */
export async function changePassword(
  tx: Transaction,
  member: StaffMember,
  passwordHash: string,
): Promise<SessionMember> {
  const client = clientOf(tx);
  await client.query(
    'update users set password_hash = $2, session_epoch = session_epoch + 1, version = version + 1 where id = $1',
    [member.id, passwordHash],
  );
  await client.query(`delete from staff_sessions where sess ->> 'userId' = $1`, [member.id]);
  await own(tx, member, 'user.password_changed');
  return (await findStaffMember(client, member.id))!;
}

export async function changeName(tx: Transaction, member: StaffMember, name: string): Promise<void> {
  await clientOf(tx).query('update users set name = $2, version = version + 1 where id = $1', [
    member.id,
    name,
  ]);
  await own(tx, member, 'user.renamed', { name: member.name }, { name });
}

function own(
  tx: Transaction,
  { id, shopId }: StaffMember,
  action: string,
  before: unknown = null,
  after: unknown = null,
): Promise<void> {
  return appendAudit(tx, { shopId, actor: `user:${id}`, action, subject: `user:${id}`, before, after });
}
