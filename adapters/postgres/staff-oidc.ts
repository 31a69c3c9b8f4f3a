import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf } from './database.ts';
import { voidLinks } from './staff-links.ts';
import { findStaffMember, type SessionMember } from './staff-members.ts';

/**
 * Who comes in by an identity provider: whoever is bound to the subject already, else whoever was invited or is here
 * with the verified e-mail and is not bound yet; they are bound now.
 * @returns null when nobody is meant: the provider's word alone lets nobody in.
 */
export async function memberByIdentity(
  tx: Transaction,
  identity: { subject: string; email: string | null },
  now: Date,
): Promise<SessionMember | null> {
  const client = clientOf(tx);
  const known = await client.query<{ id: string }>(
    'select id from users where oidc_subject = $1 and removed_at is null',
    [identity.subject],
  );
  if (known.rows[0]) return findStaffMember(client, known.rows[0].id);
  if (identity.email === null) return null;
  const { rows } = await client.query<{ id: string; invited: boolean }>(
    `select id, accepted_at is null as invited from users
     where email = $1 and removed_at is null and oidc_subject is null for update`,
    [identity.email],
  );
  if (!rows[0]) return null;
  const { id, invited } = rows[0];
  await client.query(
    `update users set oidc_subject = $2, accepted_at = coalesce(accepted_at, $3), version = version + 1 where id = $1`,
    [id, identity.subject, now],
  );
  if (invited) await voidLinks(client, id, now);
  const member = (await findStaffMember(client, id))!;
  await appendAudit(tx, {
    shopId: member.shopId,
    actor: `user:${id}`,
    action: invited ? 'user.joined' : 'user.identity_bound',
    subject: `user:${id}`,
    before: null,
    after: { email: member.email, role: member.role, shopId: member.shopId, identity: identity.subject },
  });
  return member;
}
