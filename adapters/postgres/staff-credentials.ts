import type { Queryable } from './database.ts';
import type { SessionMember } from './staff-members.ts';

/** Who may sign in with this e-mail (lower case), with their password's hash; null when nobody may. */
export async function credentialsOf(
  database: Queryable,
  email: string,
): Promise<{ member: SessionMember; passwordHash: string | null } | null> {
  const { rows } = await database.query<SessionMember & { passwordHash: string | null }>(
    `select id, name, email, role, shop_id as "shopId", session_epoch as "sessionEpoch",
            password_hash as "passwordHash"
     from users where email = $1 and removed_at is null`,
    [email],
  );
  if (!rows[0]) return null;
  const { passwordHash, ...member } = rows[0];
  return { member, passwordHash };
}
