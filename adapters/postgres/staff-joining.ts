import type { LinkInfo } from '../../core/contracts/people.ts';
import { BadInputError, ConflictError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { hasAdmin } from './first-admin-link.ts';
import { findLink, requireGoodLink, type StaffLink, voidLinks } from './staff-links.ts';
import { findStaffMember, type SessionMember } from './staff-members.ts';

/** What a link is for. @throws NotFoundError when it is not good (any more). */
export async function linkInfo(tx: Transaction, token: string, now: Date): Promise<LinkInfo> {
  const client = clientOf(tx);
  const link = requireGoodLink(await findLink(client, token), now);
  const member = await memberOf(client, link);
  return {
    kind: link.kind,
    email: member?.email ?? null,
    name: member?.name ?? null,
    role: member?.role ?? 'admin',
  };
}

/** What somebody types who comes by a link; `email` only where the link knows none. */
export interface Joining {
  readonly token: string;
  readonly passwordHash: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly now: Date;
}

/**
 * Uses a link up: the person has the new password, and every session begun before is over.
 * @throws NotFoundError when the link is not good (any more).
 */
export async function joinByLink(tx: Transaction, joining: Joining): Promise<SessionMember> {
  const client = clientOf(tx);
  const { now } = joining;
  const link = requireGoodLink(await findLink(client, joining.token), now);
  const userId = link.userId ?? (await createFirstAdmin(client, joining));
  await client.query('update staff_links set used_at = $2 where id = $1', [link.id, now]);
  await client.query(
    `update users set password_hash = $2, accepted_at = coalesce(accepted_at, $3), name = coalesce($4, name),
                      session_epoch = session_epoch + 1, link_asked_at = null, version = version + 1 where id = $1`,
    [userId, joining.passwordHash, now, joining.name ?? null],
  );
  await client.query(`delete from staff_sessions where sess ->> 'userId' = $1`, [userId]);
  await voidLinks(client, userId, now);
  const member = (await findStaffMember(client, userId))!;
  await appendAudit(tx, {
    shopId: member.shopId,
    actor: `user:${userId}`,
    action: link.kind === 'reset' ? 'user.password_reset' : 'user.joined',
    subject: `user:${userId}`,
    before: null,
    after: link.kind === 'reset' ? null : { email: member.email, role: member.role, shopId: member.shopId },
  });
  return member;
}

async function memberOf(client: Queryable, link: StaffLink): Promise<SessionMember | null> {
  return link.userId === null ? null : findStaffMember(client, link.userId);
}

async function createFirstAdmin(client: Queryable, { email, name }: Joining): Promise<string> {
  if (await hasAdmin(client))
    throw new ConflictError('there is an admin already; ask them for an invitation', {
      details: { reason: 'link_used' },
    });
  if (!email || !name) throw new BadInputError('the first admin needs an e-mail and a name');
  const { rows } = await client.query<{ id: string }>(
    `insert into users (id, email, name, role) values ($1, $2, $3, 'admin')
     on conflict (email) do update set role = 'admin', shop_id = null, removed_at = null, version = users.version + 1
     returning id`,
    [newId(), email, name],
  );
  return rows[0]!.id;
}
