import type { RetentionRow } from '../../core/contracts/console-privacy.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { type RetentionRule, retentionRules } from './retention-rules.ts';

const dayMs = 86_400_000;
/** Rows that one transaction takes away, so that it is short and a kill loses little. */
const batch = 1_000;

/** What each rule keeps, and what the next run will take away. */
export async function retentionPreview(
  queryable: Queryable,
  shopId: string,
  now: Date,
): Promise<RetentionRow[]> {
  const days = await daysOf(queryable, shopId);
  return Promise.all(
    retentionRules.map(async (rule) => {
      const kept = days.get(rule.table) ?? rule.days;
      const { rows } = await queryable.query<{ due: number; oldest: Date | null }>(
        `select (select count(*) from ${rule.from} where shop_id = $1 and ${rule.due}) as due,
           (select min(${rule.since}) from ${rule.from} where shop_id = $1) as oldest`,
        [shopId, before(now, kept)],
      );
      return {
        table: rule.table,
        days: kept,
        defaultDays: rule.days,
        due: rows[0]!.due,
        oldest: rows[0]!.oldest?.toISOString() ?? null,
      };
    }),
  );
}

/** @throws NotFoundError when nothing of this name goes by itself. */
export async function setRetention(
  tx: Transaction,
  change: { shopId: string; table: string; days: number; by: string },
): Promise<void> {
  const rule = retentionRules.find(({ table }) => table === change.table);
  if (!rule) throw new NotFoundError(`nothing called "${change.table}" goes by itself`);
  const client = clientOf(tx);
  const known = (await daysOf(client, change.shopId)).get(change.table) ?? rule.days;
  await client.query(
    `insert into retention_times (shop_id, table_name, days) values ($1, $2, $3)
     on conflict (shop_id, table_name) do update set days = excluded.days, updated_at = now()`,
    [change.shopId, change.table, change.days],
  );
  await appendAudit(tx, {
    shopId: change.shopId,
    actor: `user:${change.by}`,
    action: 'retention.changed',
    subject: `retention:${change.table}`,
    before: { days: known },
    after: { days: change.days },
  });
}

/** Takes away what is due in a shop, batch by batch. @returns rows taken, by rule. */
export async function enforceRetention(
  database: Database,
  shopId: string,
  now: Date,
): Promise<Readonly<Record<string, number>>> {
  const days = await daysOf(database, shopId);
  const taken: Record<string, number> = {};
  for (const rule of retentionRules) {
    const moment = before(now, days.get(rule.table) ?? rule.days);
    for (let more = true; more; ) {
      const count = await database.transaction((tx) => takeBatch(tx, shopId, rule, moment));
      taken[rule.table] = (taken[rule.table] ?? 0) + count;
      more = count === batch;
    }
  }
  if (Object.values(taken).some((count) => count > 0))
    await database.transaction((tx) =>
      appendAudit(tx, {
        shopId,
        actor: 'system',
        action: 'retention.enforced',
        subject: `shop:${shopId}`,
        before: null,
        after: taken,
      }),
    );
  return taken;
}

async function takeBatch(
  tx: Transaction,
  shopId: string,
  rule: RetentionRule,
  moment: Date,
): Promise<number> {
  const client = clientOf(tx);
  const { rows } = await client.query<{ id: string }>(
    `select id from ${rule.from} where shop_id = $1 and ${rule.due}
     order by ${rule.since} limit ${batch} for update skip locked`,
    [shopId, moment],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) for (const statement of rule.remove) await client.query(statement, [shopId, ids]);
  return ids.length;
}

async function daysOf(queryable: Queryable, shopId: string): Promise<Map<string, number>> {
  const { rows } = await queryable.query<{ table_name: string; days: number }>(
    'select table_name, days from retention_times where shop_id = $1',
    [shopId],
  );
  return new Map(rows.map(({ table_name, days }) => [table_name, days]));
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
