import type { StoreReadings } from '../telemetry/metrics.ts';
import type { Queryable } from './database.ts';

/** What /metrics tells of the store: money decisions, grants, outbox. Recommendations are counted by slice alone. */
export async function readStore(database: Queryable): Promise<StoreReadings> {
  const [decisions, grants, outbox] = await Promise.all([
    database.query<{ kind: string; slice: string; action: string; count: number }>(
      `select kind, slice, case kind when 'money' then action else '' end as action, count(*) as count
       from decisions group by 1, 2, 3`,
    ),
    database.query<{ state: string; count: number }>(
      'select state, count(*) as count from grants group by state',
    ),
    database.query<{ age: number }>(
      `select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
       from outbox where delivered_at is null`,
    ),
  ]);
  return { decisions: decisions.rows, grants: grants.rows, outboxAgeS: outbox.rows[0]?.age ?? 0 };
}
