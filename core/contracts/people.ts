import type { KeyedPage } from './console-money.ts';
import type { StaffRole } from './staff.ts';

/** Somebody who works here, as the People page lists them. Times are ISO 8601. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  /** null: every shop. */
  readonly shopId: string | null;
  /** invited: has a link and has not signed in yet. */
  readonly state: 'invited' | 'active';
  /** Until when the newest unused link of this person is good; null: there is none. */
  readonly linkUntil: string | null;
  /** When this person asked for a link that no e-mail could carry. */
  readonly linkAskedAt: string | null;
  /** The newest request of a session that still runs. */
  readonly lastSeenAt: string | null;
  readonly version: number;
}

/** GET /api/people. */
export type PeoplePage = KeyedPage<Person>;

/** An answer that made a link. It is shown once: only its hash is kept. */
export interface PersonWithLink {
  readonly person: Person;
  /** Path and fragment, to be put behind the origin that the person reaches. */
  readonly link: string;
  readonly linkUntil: string;
  /** True: the link was also sent by e-mail. */
  readonly mailed: boolean;
}

/** Reasons in `error.details.reason` that pages have words for. */
export type PeopleRefusal =
  | 'already_here'
  | 'last_admin'
  | 'other_shop'
  | 'changed_meanwhile'
  | 'too_short'
  | 'too_long'
  | 'too_common'
  | 'wrong_password'
  | 'no_password'
  | 'link_unknown'
  | 'link_used'
  | 'link_expired';

/** POST /api/auth/link: what a one-time link is for. */
export interface LinkInfo {
  readonly kind: 'first_admin' | 'invitation' | 'reset';
  readonly email: string | null;
  readonly name: string | null;
  readonly role: StaffRole;
}

/** One of a person's own sessions; GET /api/account. */
export interface AccountSession {
  readonly key: string;
  readonly current: boolean;
  readonly agent: string;
  readonly address: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
}

export interface Account {
  readonly sessions: readonly AccountSession[];
  /** False: signs in by the identity provider alone. */
  readonly hasPassword: boolean;
}
