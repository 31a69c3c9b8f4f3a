import type { Request, Response } from 'express';
import type { Clock } from '../../../core/clock.ts';
import type { StaffSession } from '../../../core/contracts/staff.ts';
import type { Database } from '../../postgres/database.ts';
import { type SessionMember, shopsOfMember } from '../../postgres/staff-members.ts';
import { csrfTokenOf } from './csrf.ts';
import { beginSession } from './sessions.ts';
import { noteSignedIn, signedIn } from './staff-member.ts';

/** What the routes of the sign-in share: letting somebody in, and telling the page who that is. */
export class SignIn {
  readonly #parts: { database: Database; clock: Clock; oidc: boolean };
  constructor(parts: { database: Database; clock: Clock; oidc: boolean }) {
    this.#parts = parts;
  }

  /** Begins a session with a new id. */
  async letIn(request: Request, response: Response, member: SessionMember): Promise<void> {
    await beginSession(request, member, this.#parts.clock.now());
    const { sessionEpoch: _, ...known } = member;
    noteSignedIn(response, known);
  }

  async session(request: Request, response: Response): Promise<StaffSession> {
    const member = signedIn(response);
    return {
      member,
      csrfToken: csrfTokenOf(request),
      oidc: this.#parts.oidc,
      shops: member ? await shopsOfMember(this.#parts.database, member) : [],
    };
  }
}
