import type { PeopleRefusal, Person } from '../../core/contracts/people.ts';
import type { StaffRole } from '../../core/contracts/staff.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { findPerson } from './people.ts';
import { createLink, voidLinks } from './staff-links.ts';

/** Who changes something about people, and how far they may reach. */
export interface PeopleActor {
  /** As the audit log names them. */
  readonly actor: string;
  /** null: people of every shop; else only those of this one. */
  readonly shopId: string | null;
  readonly now: Date;
}

export interface MadeLink {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface GivenBack {
  /** How many conversations went back to the queue. */
  readonly conversations: number;
  /** Runs once the removal is committed: tells open sockets, for example. */
  committed(): void;
}

/** Takes part in a removal, in its transaction: gives back what the person holds. */
export type PersonRemoved = (tx: Transaction, userId: string) => Promise<GivenBack>;

/**
 * Invites somebody by a one-time link of seven days; somebody who was removed comes back by the same row.
 * @throws ConflictError when the e-mail belongs to somebody here already.
 */
export async function invitePerson(
  tx: Transaction,
  by: PeopleActor,
  invited: { email: string; name: string; role: StaffRole; shopId: string | null },
): Promise<{ person: Person; link: MadeLink }> {
  const client = clientOf(tx);
  requireReach(by, invited.shopId);
  const { rows } = await client.query<{ id: string }>(
    `insert into users (id, shop_id, email, name, role) values ($1, $2, $3, $4, $5)
     on conflict (email) do update
       set shop_id = excluded.shop_id, name = excluded.name, role = excluded.role, removed_at = null,
           accepted_at = null, password_hash = null, oidc_subject = null, version = users.version + 1
       where users.removed_at is not null
     returning id`,
    [newId(), invited.shopId, invited.email, invited.name, invited.role],
  );
  if (!rows[0]) throw refusal('already_here', `${invited.email} belongs to somebody here already`);
  const userId = rows[0].id;
  const link = await createLink(client, { kind: 'invitation', userId, now: by.now });
  const { email, role, shopId } = invited;
  await appendAudit(tx, {
    shopId,
    actor: by.actor,
    action: 'user.invited',
    subject: `user:${userId}`,
    before: null,
    after: { email, role, shopId },
  });
  return { person: (await findPerson(client, userId))!, link };
}

/** A new link for somebody: an invitation where they have not come in yet, else one to set a new password. */
export async function renewLink(
  tx: Transaction,
  by: PeopleActor,
  userId: string,
): Promise<{ person: Person; link: MadeLink; kind: 'invitation' | 'reset' }> {
  const client = clientOf(tx);
  const person = await lockPerson(client, by, userId);
  const kind = person.state === 'invited' ? 'invitation' : 'reset';
  const link = await createLink(client, { kind, userId, now: by.now });
  await appendAudit(tx, {
    shopId: person.shopId,
    actor: by.actor,
    action: kind === 'invitation' ? 'user.invited_again' : 'user.reset_link_made',
    subject: `user:${userId}`,
    before: null,
    after: null,
  });
  return { person: (await findPerson(client, userId))!, link, kind };
}

/**
 * Gives somebody another role or shop.
 * @param change.version what the change was made from. @throws ConflictError with what stands now.
 */
export async function changeRole(
  tx: Transaction,
  by: PeopleActor,
  userId: string,
  change: { role: StaffRole; shopId: string | null; version: number },
): Promise<Person> {
  const client = clientOf(tx);
  await reachPerson(client, by, userId);
  if (change.role !== 'admin' || change.shopId !== null) await keepAnAdmin(client, userId);
  const person = await lockPerson(client, by, userId);
  requireReach(by, change.shopId);
  if (person.version !== change.version)
    throw refusal('changed_meanwhile', 'somebody else changed this person in the meantime', {
      theirs: person,
    });
  if (person.role === change.role && person.shopId === change.shopId) return person;
  await client.query('update users set role = $2, shop_id = $3, version = version + 1 where id = $1', [
    userId,
    change.role,
    change.shopId,
  ]);
  const entry = {
    actor: by.actor,
    action: 'user.role_changed',
    subject: `user:${userId}`,
    before: { role: person.role, shopId: person.shopId },
    after: { role: change.role, shopId: change.shopId },
  };
  // Both shops hear of somebody who moves from one to the other; in one order, so that two moves cannot block each other.
  const chains = [...new Set([person.shopId, change.shopId])].sort((a, b) =>
    (a ?? '') < (b ?? '') ? -1 : 1,
  );
  for (const shopId of chains) await appendAudit(tx, { shopId, ...entry });
  return (await findPerson(client, userId))!;
}

/**
 * Takes somebody out: sessions and links end at once, and `removed` gives back what they hold.
 * @returns what `removed` returned. @throws ConflictError for the last admin of every shop.
 */
export async function removePerson(
  tx: Transaction,
  by: PeopleActor,
  userId: string,
  removed: PersonRemoved,
): Promise<GivenBack> {
  const client = clientOf(tx);
  await reachPerson(client, by, userId);
  await keepAnAdmin(client, userId);
  const person = await lockPerson(client, by, userId);
  await client.query(
    `update users set removed_at = $2, session_epoch = session_epoch + 1, version = version + 1,
                      password_hash = null, oidc_subject = null, link_asked_at = null where id = $1`,
    [userId, by.now],
  );
  await client.query(`delete from staff_sessions where sess ->> 'userId' = $1`, [userId]);
  await voidLinks(client, userId, by.now);
  const givenBack = await removed(tx, userId);
  const { email, role, shopId } = person;
  await appendAudit(tx, {
    shopId,
    actor: by.actor,
    action: 'user.removed',
    subject: `user:${userId}`,
    before: { email, role, shopId },
    after: { conversationsGivenBack: givenBack.conversations },
  });
  return givenBack;
}

async function lockPerson(client: Queryable, by: PeopleActor, userId: string): Promise<Person> {
  await client.query('select 1 from users where id = $1 for update', [userId]);
  return reachPerson(client, by, userId);
}

async function reachPerson(client: Queryable, by: PeopleActor, userId: string): Promise<Person> {
  const person = await findPerson(client, userId);
  if (!person) throw new NotFoundError('nobody here has this id');
  requireReach(by, person.shopId);
  return person;
}

function requireReach(by: PeopleActor, shopId: string | null): void {
  if (by.shopId !== null && by.shopId !== shopId)
    throw new ForbiddenError(`you manage people of the shop "${by.shopId}" only`, {
      details: { reason: 'other_shop' satisfies PeopleRefusal },
    });
}

/** Locks all admins of every shop, in one order: two who remove each other at once take turns. */
async function keepAnAdmin(client: Queryable, userId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from users where role = 'admin' and shop_id is null and accepted_at is not null and removed_at is null
     order by id for update`,
  );
  if (rows.length === 1 && rows[0]!.id === userId)
    throw refusal('last_admin', 'this is the last admin of every shop; make somebody else one first');
}

function refusal(reason: PeopleRefusal, message: string, more: Record<string, unknown> = {}): ConflictError {
  return new ConflictError(message, { details: { reason, ...more } });
}
