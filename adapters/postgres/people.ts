import type { PeoplePage, Person } from '../../core/contracts/people.ts';
import type { Queryable } from './database.ts';

interface PersonRow extends Omit<Person, 'linkUntil' | 'linkAskedAt' | 'lastSeenAt'> {
  readonly linkUntil: Date | null;
  readonly linkAskedAt: Date | null;
  readonly lastSeenAt: Date | null;
}

/** What the list can be sorted by, as SQL. */
const sorts = { name: 'lower(name)', email: 'email', role: 'role' } as const;
export type PeopleSort = keyof typeof sorts;

/** Sessions end this long after their newest request. */
const idle = `interval '12 hours'`;

const selectPeople = `
  select id, name, email, role, shop_id as "shopId", version,
         case when accepted_at is null then 'invited' else 'active' end as state,
         (select max(expires_at) from staff_links where user_id = users.id and used_at is null) as "linkUntil",
         link_asked_at as "linkAskedAt",
         (select max(expire) - ${idle} from staff_sessions where sess ->> 'userId' = users.id::text) as "lastSeenAt"
  from users`;

export interface PeopleQuery {
  /** Only people of this shop; null: all. */
  readonly shopId: string | null;
  readonly sort: PeopleSort;
  readonly descending: boolean;
  /** Found in name or e-mail; empty: everybody. */
  readonly q: string;
  /** `next` of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** People who were invited and not removed, one page. */
export async function listPeople(database: Queryable, query: PeopleQuery): Promise<PeoplePage> {
  const by = sorts[query.sort];
  const [direction, beyond] = query.descending ? ['desc', '<'] : ['asc', '>'];
  const { rows } = await database.query<PersonRow>(
    `${selectPeople}
     where removed_at is null and ($1::text is null or shop_id = $1)
       and ($2 = '' or position(lower($2) in lower(name || ' ' || email)) > 0)
       and ($3::uuid is null or (${by}, id) ${beyond} (select ${by}, id from users where id = $3))
     order by ${by} ${direction}, id ${direction} limit $4`,
    [query.shopId, query.q, query.after, query.limit + 1],
  );
  const people = rows.slice(0, query.limit).map(toPerson);
  return { rows: people, next: rows.length > query.limit ? people.at(-1)!.id : null };
}

/** @returns null when nobody (any more) has this id. */
export async function findPerson(database: Queryable, id: string): Promise<Person | null> {
  const { rows } = await database.query<PersonRow>(`${selectPeople} where removed_at is null and id = $1`, [
    id,
  ]);
  return rows[0] ? toPerson(rows[0]) : null;
}

/** How many wait for a link that no e-mail could carry. */
export async function countLinkRequests(database: Queryable, shopId: string | null): Promise<number> {
  const { rows } = await database.query<{ asked: number }>(
    `select count(*) as asked from users
     where link_asked_at is not null and removed_at is null and ($1::text is null or shop_id = $1)`,
    [shopId],
  );
  return rows[0]!.asked;
}

function toPerson(row: PersonRow): Person {
  return {
    ...row,
    linkUntil: row.linkUntil?.toISOString() ?? null,
    linkAskedAt: row.linkAskedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}
