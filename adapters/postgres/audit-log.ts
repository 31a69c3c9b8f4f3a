import type { Transaction } from '../../core/transaction.ts';
import { auditHash, chainStart } from './audit-hash.ts';
import { clientOf } from './database.ts';

/** One change, as whoever made it reports it. */
export interface AuditEntry {
  /** Whose chain it joins; null: what concerns no single shop. */
  readonly shopId: string | null;
  /** `user:<id>` of a person who works here (actorOf), `command line`, or `system`. */
  readonly actor: string;
  /** What was done, as noun.verb: `user.invited`, `rules.published`. */
  readonly action: string;
  /** What it was done to, as kind:id: `user:<id>`, `budget:winback`. */
  readonly subject: string;
  /** The fields that changed, before and after; null where there is no such side. Never a secret. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The chain of what concerns no single shop; no shop's id can look like it. */
export const systemChain = '*';

/**
 * Appends to the chain of the entry's shop, in the transaction of the change that it tells of: either both happen or
 * neither. Writers of one chain take turns by the row of its head until they commit, so append last in a transaction.
 */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  const client = clientOf(tx);
  const shopId = entry.shopId ?? systemChain;
  const { rows } = await client.query<{ sequence: number; hash: string; at: Date }>(
    `insert into audit_heads (shop_id, sequence, hash) values ($1, 1, $2)
     on conflict (shop_id) do update set sequence = audit_heads.sequence + 1
     returning sequence, hash, date_trunc('milliseconds', clock_timestamp()) as at`,
    [shopId, chainStart],
  );
  const { sequence, hash: previousHash, at } = rows[0]!;
  const { actor, action, subject } = entry;
  const before = entry.before ?? null;
  const after = entry.after ?? null;
  const hash = auditHash(previousHash, { shopId, sequence, actor, action, subject, before, after, at });
  await client.query(
    `insert into audit_log (shop_id, sequence, actor, action, subject, before, after, at, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [shopId, sequence, actor, action, subject, json(before), json(after), at, previousHash, hash],
  );
  await client.query('update audit_heads set hash = $2 where shop_id = $1', [shopId, hash]);
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
