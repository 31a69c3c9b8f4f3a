import type { Database } from '../adapters/postgres/database.ts';
import { firstAdminToken } from '../adapters/postgres/first-admin-link.ts';
import { linkPath } from '../adapters/postgres/staff-links.ts';
import { systemClock } from '../core/clock.ts';
import type { Config } from './config.ts';
import { tokenSecret } from './token-secret.ts';

/** Where the first admin comes in; the same at every start until it is used, null once there is an admin. */
export async function firstAdminLink(parts: {
  config: Config;
  database: Database;
  origin: string;
}): Promise<string | null> {
  const token = await firstAdminToken(parts.database, await tokenSecret(parts.config), systemClock.now());
  return token && `${parts.origin}${linkPath(token)}`;
}
