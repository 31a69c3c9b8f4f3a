import type { PublicPromotion } from '../../bot/ports/money.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf } from './database.ts';

/** Public terms: the same for everybody, verified or not. */
export interface Promotion {
  readonly id: string;
  readonly name: Localised;
  readonly code: string | null;
  readonly percent: number | null;
  readonly free_shipping: boolean;
  readonly minimum_cents: number;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
}

const columns = 'p.id, p.name, p.code, p.percent, p.free_shipping, p.minimum_cents, p.starts_at, p.ends_at';

/** Promotions that hold at `now`, oldest first. */
export async function currentPromotions(
  tx: Transaction,
  shopId: string,
  now: Date,
): Promise<readonly PublicPromotion[]> {
  const { rows } = await clientOf(tx).query<Promotion & { currency: string }>(
    `select ${columns}, s.currency from promotions p join shops s on s.id = p.shop_id
     where p.shop_id = $1 and p.starts_at <= $2 and (p.ends_at is null or p.ends_at > $2)
     order by p.starts_at, p.id`,
    [shopId, now],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    code: row.code,
    percent: row.percent,
    freeShipping: row.free_shipping,
    minimumCents: row.minimum_cents,
    currency: row.currency,
    endsAt: row.ends_at,
  }));
}

/** The promotion of a code in capitals, the latest when a code was used twice; null when there is none. */
export async function promotionByCode(
  tx: Transaction,
  shopId: string,
  code: string,
): Promise<Promotion | null> {
  const { rows } = await clientOf(tx).query<Promotion>(
    `select ${columns} from promotions p where p.shop_id = $1 and upper(p.code) = $2
     order by p.starts_at desc limit 1`,
    [shopId, code],
  );
  return rows[0] ?? null;
}
