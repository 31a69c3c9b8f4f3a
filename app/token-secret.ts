import type { Config } from './config.ts';
import { Home } from './home.ts';

/** What this installation signs with: TOKEN_SECRET, or a secret made once and kept in MAINSTAY_HOME. */
export function tokenSecret(config: Config): Promise<string> {
  return config.TOKEN_SECRET
    ? Promise.resolve(config.TOKEN_SECRET)
    : new Home(config.MAINSTAY_HOME).secret('token');
}
