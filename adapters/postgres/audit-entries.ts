import type { AuditPage, AuditRow } from '../../core/contracts/audit.ts';
import { systemChain } from './audit-log.ts';
import type { Queryable } from './database.ts';

export interface AuditQuery {
  /** Only this shop's chain (null: the system's); undefined: all. */
  readonly shopId?: string | null | undefined;
  /** Found in who, what or to whom, by id or name; empty: everything. */
  readonly q: string;
  /** Only actions that begin so: `user.`; empty: all. */
  readonly action: string;
  /** `next` of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

type Stored = Omit<AuditRow, 'at' | 'shopId'> & { at: Date; chain: string };

const person = (column: string) =>
  `u_${column}.id = case when a.${column} ~ '^user:[0-9a-f-]{36}$' then substr(a.${column}, 6)::uuid end`;

/** The newest entries first, one page. */
export async function listAudit(database: Queryable, query: AuditQuery): Promise<AuditPage> {
  const chain = query.shopId === undefined ? null : (query.shopId ?? systemChain);
  const [at, afterChain, sequence] = query.after?.split(',') ?? [null, null, null];
  const { rows } = await database.query<Stored>(
    `select a.shop_id as chain, a.sequence, a.at, a.actor, u_actor.name as "actorName", a.action, a.subject,
            u_subject.name as "subjectName", a.before, a.after, a.hash
     from audit_log a left join users u_actor on ${person('actor')} left join users u_subject on ${person('subject')}
     where ($1::text is null or a.shop_id = $1)
       and ($2 = '' or starts_with(a.action, $2))
       and ($3 = '' or position(lower($3) in lower(a.actor || ' ' || a.action || ' ' || a.subject)) > 0
         or a.actor = any($8) or a.subject = any($8))
       and ($4::timestamptz is null or a.at <= $4)
       and ($4::timestamptz is null or a.at < $4 or a.shop_id > $5 or (a.shop_id = $5 and a.sequence < $6))
     order by a.at desc, a.shop_id, a.sequence desc limit $7`,
    [
      chain,
      query.action,
      query.q,
      at,
      afterChain,
      sequence,
      query.limit + 1,
      await peopleMeant(database, query.q),
    ],
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ chain: shopId, at: written, ...entry }) => ({
      shopId: shopId === systemChain ? null : shopId,
      at: written.toISOString(),
      ...entry,
    })),
    next: rows.length > query.limit ? `${last!.at.toISOString()},${last!.chain},${last!.sequence}` : null,
  };
}

/** Whose name or e-mail has the text in it, as actors and subjects are written: read once and not with every entry. */
async function peopleMeant(database: Queryable, text: string): Promise<string[]> {
  if (text === '') return [];
  const { rows } = await database.query<{ subject: string }>(
    `select 'user:' || id as subject from users where position(lower($1) in lower(name || ' ' || email)) > 0`,
    [text],
  );
  return rows.map(({ subject }) => subject);
}

/** The chains there are: of every shop that something was logged for, and the system's (null). */
export async function auditChains(database: Queryable, shopId: string | null): Promise<(string | null)[]> {
  const { rows } = await database.query<{ chain: string }>(
    'select shop_id as chain from audit_heads where $1::text is null or shop_id = $1 order by shop_id',
    [shopId],
  );
  return rows.map(({ chain }) => (chain === systemChain ? null : chain));
}
