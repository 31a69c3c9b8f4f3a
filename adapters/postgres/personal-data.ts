import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { personalTables } from './personal-tables.ts';

/** Everything that is kept about a shopper, by table, as the law lets them ask (GDPR art. 15 and 20, PIPL art. 45). */
export interface PersonalDataExport {
  readonly shop: string;
  readonly exportedAt: string;
  readonly data: Readonly<Record<string, readonly unknown[]>>;
}

/** Whose data: everything of a shopper, or, of a visitor, one conversation. */
export type DataSubject = { readonly shopperId: string } | { readonly conversationId: string };

interface Subject {
  readonly shoppers: readonly string[];
  readonly conversations: readonly string[];
}

/** @throws NotFoundError when there is no such shopper. */
export async function exportPersonalData(
  queryable: Queryable,
  shopId: string,
  of: DataSubject,
  now: Date,
): Promise<PersonalDataExport> {
  const { shoppers, conversations } = await subjectOf(queryable, shopId, of);
  const data: Record<string, readonly unknown[]> = {};
  for (const { table, select } of personalTables) {
    if (select === null) continue;
    data[table] = (await queryable.query(bound(select), [shopId, shoppers, conversations])).rows;
  }
  return { shop: shopId, exportedAt: now.toISOString(), data };
}

/**
 * Takes a shopper out of everything: what must be kept is kept without the person. It cannot be undone. Offers that they
 * still hold stay in the books and run out by themselves.
 * Somebody who goes on writing afterwards can be erased again.
 * @returns rows touched, by table. @throws NotFoundError when there is no such shopper, or no such conversation of a visitor.
 */
export async function erasePersonalData(
  tx: Transaction,
  key: { shopId: string; actor: string } & DataSubject,
): Promise<Readonly<Record<string, number>>> {
  const client = clientOf(tx);
  // Turns of their conversations wait, or have ended: no message is written back behind the erasure.
  const subject = await subjectOf(client, key.shopId, key, 'for update');
  const touched: Record<string, number> = {};
  for (const { table, erase } of personalTables) {
    if (erase === null) continue;
    const { rowCount } = await client.query(bound(erase), [
      key.shopId,
      subject.shoppers,
      subject.conversations,
    ]);
    touched[table] = rowCount ?? 0;
  }
  await appendAudit(tx, {
    shopId: key.shopId,
    actor: key.actor,
    action: 'shopper.erased',
    subject: 'shopperId' in key ? `shopper:${key.shopperId}` : `conversation:${key.conversationId}`,
    before: null,
    after: touched,
  });
  return touched;
}

/** The person behind an id: the identities merged into one, and every conversation of theirs. */
async function subjectOf(
  queryable: Queryable,
  shopId: string,
  of: DataSubject,
  lock: '' | 'for update' = '',
): Promise<Subject> {
  if (!('shopperId' in of)) return visitorOf(queryable, shopId, of.conversationId, lock);
  const { shopperId } = of;
  const shoppers = await identitiesOf(queryable, shopId, shopperId, '');
  if (shoppers.length === 0) throw new NotFoundError('there is no such shopper');
  const { rows } = await queryable.query<{ id: string }>(
    `select id from conversations where shop_id = $1 and shopper_id = any($2::uuid[]) order by id ${lock}`,
    [shopId, shoppers],
  );
  // Conversations before shoppers: in the order in which a turn takes its locks.
  if (lock) await identitiesOf(queryable, shopId, shopperId, lock);
  return { shoppers, conversations: rows.map(({ id }) => id) };
}

/** @throws NotFoundError where a shopper is known: what is theirs is more than a conversation. */
async function visitorOf(
  queryable: Queryable,
  shopId: string,
  conversationId: string,
  lock: '' | 'for update',
): Promise<Subject> {
  const { rows } = await queryable.query(
    `select 1 from conversations where shop_id = $1 and id = $2 and shopper_id is null ${lock}`,
    [shopId, conversationId],
  );
  if (rows.length === 0) throw new NotFoundError('there is no such conversation of a visitor');
  return { shoppers: [], conversations: [conversationId] };
}

async function identitiesOf(
  queryable: Queryable,
  shopId: string,
  shopperId: string,
  lock: '' | 'for update',
) {
  const { rows } = await queryable.query<{ id: string }>(
    `select s.id from shoppers s,
       (select coalesce(merged_into, id) as id from shoppers where shop_id = $1 and id = $2) person
     where s.shop_id = $1 and (s.id = person.id or s.merged_into = person.id)
     order by s.id ${lock && 'for update of s'}`,
    [shopId, shopperId],
  );
  return rows.map(({ id }) => id);
}

/** Every statement is given all three parameters; one that reads fewer must name the others' types. */
function bound(statement: string): string {
  return `with given as (select $1::text, $2::uuid[], $3::uuid[]) ${statement}`;
}
