import type { Response } from 'express';
import type { StaffMember } from '../../../core/contracts/staff.ts';
import { MainstayError } from '../../../core/errors.ts';

export type { StaffMember } from '../../../core/contracts/staff.ts';

/** Who sent this request. @throws MainstayError (unauthenticated) when nobody is signed in. */
export function staffOf(response: Response): StaffMember {
  const member = signedIn(response);
  if (!member) throw new MainstayError('unauthenticated', 'nobody is signed in; sign in at /signin');
  return member;
}

/** Who sent this request; null when nobody is signed in. */
export function signedIn(response: Response): StaffMember | null {
  return (response.locals.staffMember as StaffMember | undefined) ?? null;
}

/** Notes for the rest of this request who sent it. */
export function noteSignedIn(response: Response, member: StaffMember | null): void {
  response.locals.staffMember = member ?? undefined;
}

/** How the audit log names somebody who works here. */
export function actorOf(member: { readonly id: string }): string {
  return `user:${member.id}`;
}
