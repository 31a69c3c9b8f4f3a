import type { Queryable } from './database.ts';
import { createLink, hashToken } from './staff-links.ts';

/**
 * Somebody asks for a link, by e-mail or by an old link of theirs. Where e-mails are sent, a new one is made; else the
 * wish is noted for the People page.
 * @returns null when nobody is meant.
 */
export async function requestLink(
  client: Queryable,
  asked: { email: string | undefined; oldToken: string | undefined; now: Date; byMail: boolean },
): Promise<{ email: string; kind: 'invitation' | 'reset'; token: string | null } | null> {
  const { rows } = await client.query<{ id: string; email: string; invited: boolean }>(
    `select id, email, accepted_at is null as invited from users
     where removed_at is null
       and (email = $1 or id = (select user_id from staff_links where token_hash = $2)) limit 1`,
    [asked.email ?? null, asked.oldToken === undefined ? null : hashToken(asked.oldToken)],
  );
  const person = rows[0];
  if (!person) return null;
  const kind = person.invited ? 'invitation' : 'reset';
  if (!asked.byMail) {
    await client.query('update users set link_asked_at = $2 where id = $1', [person.id, asked.now]);
    return { email: person.email, kind, token: null };
  }
  const { token } = await createLink(client, { kind, userId: person.id, now: asked.now });
  return { email: person.email, kind, token };
}
