import type { Queryable } from './database.ts';

/** Notes that this process reads with these encoders. */
export async function noteEncoders(client: Queryable, versions: readonly string[]): Promise<void> {
  await client.query(
    `insert into serving_encoders (version) select unnest($1::text[])
     on conflict (version) do update set seen_at = now()`,
    [versions],
  );
}

/** Days that vectors of an encoder are kept after the last process that read with it: long enough for a way back. */
const keptDays = 7;

/** Removes the vectors of encoders that no process has read with for a week. @returns how many went. */
export async function forgetEncoders(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(
    `delete from vectors where model_version not in
       (select version from serving_encoders where seen_at > now() - $1 * interval '1 day')`,
    [keptDays],
  );
  return rowCount ?? 0;
}
