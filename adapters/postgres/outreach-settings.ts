import { type OutreachSettings, readOutreachSettings } from '../../bot/outreach/outreach-settings.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Queryable } from './database.ts';

/** A shop's settings of outreach as they are now. @throws NotFoundError */
export async function outreachSettings(db: Queryable, shopId: string): Promise<OutreachSettings> {
  const { rows } = await db.query<{ outreach: unknown }>(
    `select settings -> 'outreach' as outreach from shops where id = $1`,
    [shopId],
  );
  if (!rows[0]) throw new NotFoundError(`there is no shop "${shopId}"`);
  return readOutreachSettings(rows[0].outreach);
}
