import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { SourcePerson } from '../shop-import/webhooks/source-change.ts';
import { clientOf } from './database.ts';
import { erasePersonalData } from './personal-data.ts';
import { shoppersMeant } from './source-people.ts';
import type { Source } from './source-records.ts';

export interface PrivacyScope {
  readonly shopId: string;
  readonly source: Exclude<Source, 'file'>;
  readonly now: Date;
}

/** Erases whom a source has deleted, as the console's erasure does. @returns how many shoppers that were. */
export async function eraseSourcePerson(
  tx: Transaction,
  scope: PrivacyScope,
  person: SourcePerson,
): Promise<number> {
  const shoppers = await shoppersMeant(tx, scope, person);
  for (const shopperId of shoppers)
    await erasePersonalData(tx, { shopId: scope.shopId, shopperId, actor: `source:${scope.source}` });
  return shoppers.length;
}

/** A customer asked the source for a copy of what is kept: it waits for a person. @returns false: nobody is known. */
export async function askExportOfPerson(
  tx: Transaction,
  scope: PrivacyScope,
  person: SourcePerson,
): Promise<boolean> {
  const shoppers = await shoppersMeant(tx, scope, person);
  for (const shopperId of shoppers)
    await clientOf(tx).query(
      `insert into privacy_requests (shop_id, id, shopper_id, kind, requested_at, via)
       values ($1, $2, $3, 'export', $4, $5) on conflict do nothing`,
      [scope.shopId, newId(), shopperId, scope.now, scope.source],
    );
  return shoppers.length > 0;
}

/** The shop has left the source, and whoever is known from there is to go: an admin confirms it. */
export async function askErasureOfEverybody(tx: Transaction, scope: PrivacyScope): Promise<void> {
  await clientOf(tx).query(
    `insert into privacy_requests (shop_id, id, kind, requested_at, via)
     values ($1, $2, 'erasure', $3, $4) on conflict do nothing`,
    [scope.shopId, newId(), scope.now, scope.source],
  );
}
