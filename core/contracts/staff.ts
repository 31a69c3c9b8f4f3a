import type { Localised } from '../localised.ts';
import type { Language } from '../words.ts';

export type { Language, Localised };

/** What the pages of the people who work here and the server exchange about who is signed in. */

export const staffRoles = ['agent', 'marketer', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Somebody who works here and is signed in. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  /** null: every shop. */
  readonly shopId: string | null;
}

/** A shop as a page needs it to choose one and to write its money and times. */
export interface StaffShop {
  readonly id: string;
  readonly name: Localised;
  readonly currency: string;
  readonly timeZone: string;
}

/** GET /api/auth/session. */
export interface StaffSession {
  /** null: nobody is signed in. */
  readonly member: StaffMember | null;
  /** Goes into the header x-csrf-token of every request that is no GET. */
  readonly csrfToken: string;
  /** True: there is a way in by the identity provider, at /api/auth/oidc. */
  readonly oidc: boolean;
  /** The shops that the member may work in; empty when nobody is signed in. */
  readonly shops: readonly StaffShop[];
}
