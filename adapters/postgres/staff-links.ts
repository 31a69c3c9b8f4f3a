import { createHash, randomBytes } from 'node:crypto';
import type { PeopleRefusal } from '../../core/contracts/people.ts';
import { NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Queryable } from './database.ts';

export type LinkKind = 'first_admin' | 'invitation' | 'reset';

export interface StaffLink {
  readonly id: string;
  readonly kind: LinkKind;
  /** null: of the first admin, who does not exist yet. */
  readonly userId: string | null;
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
}

/** How long links are good. */
export const linkLifeMs = { invitation: 7 * 86_400_000, reset: 86_400_000 } as const;

/** Only the hash of a token is kept: whoever reads the database can use no link. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Where a token is used: in the fragment, which browsers send to no server and write into no log. */
export function linkPath(token: string): string {
  return `/signin#link=${token}`;
}

/** Makes the person's one good link; older ones are used up. */
export async function createLink(
  client: Queryable,
  link: { kind: 'invitation' | 'reset'; userId: string; now: Date },
): Promise<{ token: string; expiresAt: Date }> {
  await voidLinks(client, link.userId, link.now);
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(link.now.getTime() + linkLifeMs[link.kind]);
  await client.query(
    `insert into staff_links (id, kind, user_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [newId(), link.kind, link.userId, hashToken(token), link.now, expiresAt],
  );
  await client.query('update users set link_asked_at = null where id = $1', [link.userId]);
  return { token, expiresAt };
}

export async function voidLinks(client: Queryable, userId: string, now: Date): Promise<void> {
  await client.query('update staff_links set used_at = $2 where user_id = $1 and used_at is null', [
    userId,
    now,
  ]);
}

/** The link of a token, locked in a transaction; null when there never was one. */
export async function findLink(client: Queryable, token: string): Promise<StaffLink | null> {
  const { rows } = await client.query<StaffLink>(
    `select id, kind, user_id as "userId", expires_at as "expiresAt", used_at as "usedAt"
     from staff_links where token_hash = $1 for update`,
    [hashToken(token)],
  );
  return rows[0] ?? null;
}

/** @throws NotFoundError whose reason says whether the link is unknown, used or expired. */
export function requireGoodLink(link: StaffLink | null, now: Date): StaffLink {
  const refuse = (reason: PeopleRefusal, message: string) =>
    new NotFoundError(message, { details: { reason } });
  if (link === null) throw refuse('link_unknown', 'there is no such link');
  if (link.usedAt !== null) throw refuse('link_used', 'this link was used, or a newer one has replaced it');
  if (link.expiresAt !== null && link.expiresAt <= now)
    throw refuse('link_expired', 'this link is too old; ask for a new one');
  return link;
}
