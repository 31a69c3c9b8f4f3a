import type { StaffMember, StaffShop } from '../../core/contracts/staff.ts';
import type { Queryable } from './database.ts';

/** A member as sessions need one. */
export interface SessionMember extends StaffMember {
  /** Sessions that were begun under another epoch are over. */
  readonly sessionEpoch: number;
}

/** Who has this id and may sign in; null when nobody does (any more). */
export async function findStaffMember(database: Queryable, id: string): Promise<SessionMember | null> {
  const { rows } = await database.query<SessionMember>({ name: 'staff_member', text: memberById }, [id]);
  return rows[0] ?? null;
}

const memberById = `
  select id, name, email, role, shop_id as "shopId", session_epoch as "sessionEpoch"
  from users where id = $1 and removed_at is null`;

/** The shops that somebody may work in: their own, or all. */
export async function shopsOfMember(
  database: Queryable,
  member: { readonly shopId: string | null },
): Promise<StaffShop[]> {
  const { rows } = await database.query<StaffShop>(
    `select id, name, currency, time_zone as "timeZone" from shops
     where $1::text is null or id = $1 order by id`,
    [member.shopId],
  );
  return rows;
}
