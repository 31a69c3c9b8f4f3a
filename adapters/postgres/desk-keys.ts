import { type DeskKeys, defaultDeskKeys, type OwnDeskKeys } from '../../core/contracts/desk-keys.ts';
import type { Queryable } from './database.ts';

/** A person's keys at the desk: their own laid over the defaults. */
export async function deskKeysOf(db: Queryable, userId: string): Promise<OwnDeskKeys> {
  const { rows } = await db.query<{ keys: Partial<DeskKeys> }>(
    'select desk_keys as keys from users where id = $1',
    [userId],
  );
  return laidOver(rows[0]?.keys ?? {});
}

/** @param keys checked: each key is one sign, and no two commands have the same. */
export async function saveDeskKeys(db: Queryable, userId: string, keys: DeskKeys): Promise<OwnDeskKeys> {
  const own = Object.fromEntries(
    Object.entries(keys).filter(([command, key]) => defaultDeskKeys[command as keyof DeskKeys] !== key),
  );
  await db.query('update users set desk_keys = $2 where id = $1', [userId, JSON.stringify(own)]);
  return laidOver(own);
}

function laidOver(own: Partial<DeskKeys>): OwnDeskKeys {
  return { keys: { ...defaultDeskKeys, ...own }, changed: Object.keys(own).length > 0 };
}
