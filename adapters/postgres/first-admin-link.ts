import { createHmac } from 'node:crypto';
import { newId } from '../../core/ids.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { hashToken } from './staff-links.ts';

/**
 * The token by which the first admin comes in; null when there is an admin already. It stays the same from start to
 * start and over replicas until it is used: it is derived from the row's id and a secret that is not in the database.
 */
export async function firstAdminToken(database: Database, secret: string, now: Date): Promise<string | null> {
  return database.transaction(async (tx) => {
    const client = clientOf(tx);
    if (await hasAdmin(client)) return null;
    const tokenOf = (id: string) =>
      createHmac('sha256', secret).update(`first admin: ${id}`).digest('base64url');
    const id = newId();
    const { rows } = await client.query<{ id: string }>(
      `insert into staff_links (id, kind, token_hash, created_at) values ($1, 'first_admin', $2, $3)
       on conflict (kind) where kind = 'first_admin' and used_at is null do update set kind = excluded.kind
       returning id`,
      [id, hashToken(tokenOf(id)), now],
    );
    const token = tokenOf(rows[0]!.id);
    // Another secret than at the last start: the link printed then is void, this one is good.
    await client.query('update staff_links set token_hash = $2 where id = $1', [
      rows[0]!.id,
      hashToken(token),
    ]);
    return token;
  });
}

/** True when somebody who may do everything in every shop has signed in before. */
export async function hasAdmin(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from users where role = 'admin' and shop_id is null
                    and accepted_at is not null and removed_at is null) as found`,
  );
  return rows[0]!.found;
}
