import type { Database } from './database.ts';

/**
 * Deletes files that no message of their conversation points to: left by a process that died between keeping a file
 * and storing its message. Only those of the last day are looked at, once they are an hour old.
 * @returns how many were deleted.
 */
export async function removeOrphanedUploads(database: Database): Promise<number> {
  const { rowCount } = await database.query(
    `delete from uploads u
     where u.created_at between now() - interval '1 day' and now() - interval '1 hour'
       and not exists (
         select 1 from activities a
         where a.shop_id = u.shop_id and a.conversation_id = u.conversation_id
           and a.direction = 'inbound' and a.activity ? 'attachments'
           and (a.activity->'attachments')::text like '%/uploads/' || u.id || '?%')`,
  );
  return rowCount ?? 0;
}
