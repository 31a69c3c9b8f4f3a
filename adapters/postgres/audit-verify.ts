import { auditHash, chainStart, type HashedEntry } from './audit-hash.ts';
import { systemChain } from './audit-log.ts';
import type { Database } from './database.ts';

/** How far one chain holds. */
export interface ChainState {
  /** null: what concerns no single shop. */
  readonly shopId: string | null;
  /** Entries that hold, from the first on. */
  readonly verified: number;
  /** When the last entry that holds was written; null when none does. */
  readonly until: Date | null;
  /** Hash of that entry: noted elsewhere, it shows later that nothing before it was rewritten. */
  readonly hash: string | null;
  /** The first entry that does not hold, and why; null: the whole chain holds. */
  readonly fault: { readonly sequence: number; readonly reason: 'changed' | 'missing' | 'cut_off' } | null;
}

const batch = 1_000;
type Row = HashedEntry & { previousHash: string; hash: string };

/**
 * Recomputes one chain, a thousand entries at a time.
 * @param from entries that were found to hold before, which are not read again; default: none, from the first one on.
 */
export async function verifyAuditChain(
  database: Database,
  shopId: string | null,
  from: Pick<ChainState, 'verified' | 'until' | 'hash'> = { verified: 0, until: null, hash: null },
): Promise<ChainState> {
  const chain = shopId ?? systemChain;
  // Read before the entries: what is appended meanwhile lies beyond this head.
  const { rows: heads } = await database.query<{ sequence: number; hash: string }>(
    'select sequence, hash from audit_heads where shop_id = $1',
    [chain],
  );
  const head = heads[0] ?? { sequence: 0, hash: chainStart };
  let { verified, until } = from;
  let hash = from.hash ?? chainStart;
  const state = (fault: ChainState['fault']): ChainState => ({
    shopId,
    verified,
    until,
    hash: verified === 0 ? null : hash,
    fault,
  });
  for (;;) {
    const rows = await nextEntries(database, chain, verified, head.sequence);
    for (const row of rows) {
      const next = verified + 1;
      if (row.sequence !== next) return state({ sequence: next, reason: 'missing' });
      const { previousHash, hash: stored, ...entry } = row;
      if (previousHash !== hash || auditHash(hash, entry) !== stored)
        return state({ sequence: next, reason: 'changed' });
      verified = next;
      until = entry.at;
      hash = stored;
    }
    if (rows.length < batch) break;
  }
  if (verified !== head.sequence || hash !== head.hash)
    return state({ sequence: verified + 1, reason: 'cut_off' });
  return state(null);
}

async function nextEntries(database: Database, chain: string, after: number, upTo: number): Promise<Row[]> {
  const { rows } = await database.query<Row>(
    `select shop_id as "shopId", sequence, actor, action, subject, before, after, at,
            previous_hash as "previousHash", hash
     from audit_log where shop_id = $1 and sequence > $2 and sequence <= $3 order by sequence limit $4`,
    [chain, after, upTo, batch],
  );
  return rows;
}
