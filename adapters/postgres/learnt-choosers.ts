import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AccountFacts } from '../../retention/facts.ts';
import { type ChooserGains, chooserGains } from '../../retention/policy/chooser-gains.ts';
import type { PortablePolicy } from '../../retention/policy/portable-policy.ts';
import type { CrossFittedChooser } from '../../retention/uplift/cross-fit-choosers.ts';
import { clientOf, type Queryable } from './database.ts';

/** Trees may be a megabyte: each process parses a version once. By shop, the one that was asked for last. */
const known = new Map<string, { readonly id: string; readonly policy: PortablePolicy }>();

/** What the newest version of the shop's chooser that cleared its bound says of a shopper; null: none has yet. */
export async function provenChooserGains(
  tx: Transaction,
  shopId: string,
  facts: AccountFacts,
): Promise<ChooserGains | null> {
  const client = clientOf(tx);
  const { rows } = await client.query<{ id: string; version: number }>(
    'select id, version from learnt_choosers where shop_id = $1 and cleared order by version desc limit 1',
    [shopId],
  );
  const newest = rows[0];
  if (!newest) return null;
  let chooser = known.get(shopId);
  if (chooser?.id !== newest.id) {
    const stored = await client.query<{ policy: PortablePolicy }>(
      'select policy from learnt_choosers where id = $1',
      [newest.id],
    );
    chooser = { id: newest.id, policy: stored.rows[0]!.policy };
    known.set(shopId, chooser);
  }
  return { version: newest.version, gains: chooserGains(chooser.policy, facts) };
}

/**
 * Keeps a new version, which serves if it has cleared its bound. Whoever calls holds the shop's money settings, so that no two get one number. @returns it.
 */
export async function saveChooser(
  queryable: Queryable,
  shopId: string,
  { whole, learner }: CrossFittedChooser,
  { draws, cleared, now }: { draws: number; cleared: boolean; now: Date },
): Promise<number> {
  const { rows } = await queryable.query<{ version: number }>(
    `insert into learnt_choosers (shop_id, version, id, policy, learner, draws, cleared, created_at)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7 from learnt_choosers where shop_id = $1
     returning version`,
    [shopId, newId(), JSON.stringify(whole), learner, draws, cleared, now],
  );
  return rows[0]!.version;
}
