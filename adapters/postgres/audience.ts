import { createHash } from 'node:crypto';
import type { Database, Queryable } from './database.ts';
import { holdoutOf } from './money-assignments.ts';
import { loadMoneyContext } from './money-context.ts';

/** Purposes that an address may have been left for. */
export const audiencePurposes = ['advertising', 'outreach_email'] as const;
export type AudiencePurpose = (typeof audiencePurposes)[number];

export interface Audience {
  /** SHA-256 of the address, trimmed and in lower case, in hex: what advertising systems match by. */
  readonly hashes: readonly string[];
  /** Consented, and in the holdout: left out, so that what is done at all can be measured. */
  readonly inHoldout: number;
}

/**
 * Addresses of shoppers whose newest answer for the purpose is yes, who were not erased and did not refuse
 * personalisation. Whoever has no holdout assignment yet gets it now, before being reached.
 */
export async function audienceOf(
  database: Database,
  { shopId, purpose, now }: { shopId: string; purpose: AudiencePurpose; now: Date },
): Promise<Audience> {
  const { rows } = await database.query<{ id: string; email: string }>(
    `select s.id, s.email ${agreed} order by s.id`,
    [shopId, purpose],
  );
  const hashes = new Set<string>();
  let held = 0;
  for (const { id, email } of rows) {
    const { heldOut } = await database.transaction(async (tx) =>
      holdoutOf(tx, await loadMoneyContext(tx, shopId, id), now),
    );
    if (heldOut) held++;
    else hashes.add(createHash('sha256').update(email.trim().toLowerCase()).digest('hex'));
  }
  return { hashes: [...hashes].sort(), inHoldout: held };
}

/**
 * How many the audience would hold: those in the holdout apart, and those of whom the holdout's draw is still to come.
 * Nothing is assigned by counting.
 */
export async function countAudience(
  queryable: Queryable,
  { shopId, purpose, now }: { shopId: string; purpose: AudiencePurpose; now: Date },
): Promise<{ agreed: number; inHoldout: number; undrawn: number }> {
  const { rows } = await queryable.query<{ agreed: number; held: number; undrawn: number }>(
    `select count(*) as agreed, count(*) filter (where h.arm = 'holdout') as held,
       count(*) filter (where h.arm is null) as undrawn
     from (select s.id ${agreed}) a
     left join assignments h on h.shop_id = $1 and h.shopper_id = a.id and h.experiment_id = 'holdout' and h.until > $3`,
    [shopId, purpose, now],
  );
  const { agreed: all, held, undrawn } = rows[0]!;
  return { agreed: all, inHoldout: held, undrawn };
}

/** Shoppers s of shop $1 with an address whose newest answer for purpose $2 is yes, who may be reached by it. */
const agreed = `
     from shoppers s
     cross join lateral (
       select array(select m.id from shoppers m
         where m.shop_id = s.shop_id and (m.id = s.id or m.merged_into = s.id)) as ids) same
     where s.shop_id = $1 and s.merged_into is null and coalesce(trim(s.email), '') <> ''
       and s.id in (
         select coalesce(m.merged_into, m.id) from consents c
         join shoppers m on m.shop_id = c.shop_id and m.id = c.shopper_id
         where c.shop_id = $1 and c.purpose = $2 and c.granted)
       and not exists (
         select 1 from shoppers m where m.shop_id = s.shop_id and m.id = any(same.ids)
           and (m.erased_at is not null or m.personalisation_refused_at is not null))
       and (select c.granted from consents c
         where c.shop_id = s.shop_id and c.shopper_id = any(same.ids) and c.purpose = $2
         order by c.given_at desc, c.id desc limit 1)
       and (select c.granted from consents c
         where c.shop_id = s.shop_id and c.shopper_id = any(same.ids) and c.purpose = 'personalisation'
         order by c.given_at desc, c.id desc limit 1) is distinct from false`;
