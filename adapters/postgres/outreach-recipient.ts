import type { Language } from '../../core/words.ts';
import type { Queryable } from './database.ts';

export interface OutreachRecipient {
  readonly shopId: string;
  /** The one whom a merged identity stands for. */
  readonly shopperId: string;
  readonly language: Language;
  readonly shopName: string;
}

/** Whom a link in an e-mail is about; null: there is no such shopper any more. */
export async function outreachRecipient(
  db: Queryable,
  of: { shopId: string; shopperId: string; language: Language },
): Promise<OutreachRecipient | null> {
  const { rows } = await db.query<{ shopperId: string; shopName: string }>(
    `select coalesce(s.merged_into, s.id) as "shopperId", shop.name ->> $3 as "shopName"
     from shoppers s join shops shop on shop.id = s.shop_id where s.shop_id = $1 and s.id = $2`,
    [of.shopId, of.shopperId, of.language],
  );
  return rows[0] ? { shopId: of.shopId, language: of.language, ...rows[0] } : null;
}
