import { idOfName } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SourcePerson } from '../shop-import/webhooks/source-change.ts';
import { clientOf } from './database.ts';
import type { Source } from './source-records.ts';

interface Scope {
  readonly shopId: string;
  readonly source: Exclude<Source, 'file'>;
}

/** The shoppers whom a source means by a customer of its own: by id, as a guest by e-mail, by orders that it names. */
export async function shoppersMeant(
  tx: Transaction,
  { shopId, source }: Scope,
  person: SourcePerson,
): Promise<string[]> {
  const { rows } = await clientOf(tx).query<{ id: string }>(
    `select coalesce(merged_into, id) as id from shoppers where shop_id = $1 and external_id = any($3::text[])
     union
     select coalesce(s.merged_into, s.id) from source_records r
     join orders o on o.shop_id = r.shop_id and o.id = r.ref::uuid
     join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id and s.erased_at is null
     where r.shop_id = $1 and r.source = $2 and r.kind = 'order' and r.external_id = any($4::text[])
     order by id`,
    [shopId, source, [person.id, person.email].filter((one) => one !== null), person.orders],
  );
  return rows.map(({ id }) => id);
}

/** Whether a customer of the source was erased here, or deleted there, and is not known anew: nobody brings them back. */
export async function isErasedPerson(
  tx: Transaction,
  { shopId, source }: Scope,
  externalId: string,
): Promise<boolean> {
  const { rows } = await clientOf(tx).query<{ erased: boolean }>(
    `select not exists (select 1 from shoppers where shop_id = $1 and external_id = $3)
       and (exists (select 1 from source_records where shop_id = $1 and source = $2 and kind = 'shopper'
           and external_id = $3 and deleted)
         or exists (select 1 from shoppers where shop_id = $1 and id = $4 and erased_at is not null)) as erased`,
    [shopId, source, externalId, idOfName(shopId, 'shopper', externalId)],
  );
  return rows[0]!.erased;
}
