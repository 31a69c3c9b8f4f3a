import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { StaffSession } from '../../../core/contracts/staff.ts';
import { MainstayError } from '../../../core/errors.ts';
import type { Database } from '../../postgres/database.ts';
import { credentialsOf } from '../../postgres/staff-credentials.ts';
import { type SessionMember, shopsOfMember } from '../../postgres/staff-members.ts';
import { addressKey } from '../client-address.ts';
import { readBody } from '../parse-input.ts';
import { rateLimit } from '../rate-limit.ts';
import { Attempts } from './attempts.ts';
import { csrfTokenOf } from './csrf.ts';
import { verifyPassword } from './passwords.ts';
import { beginSession, renewSession } from './sessions.ts';
import { noteSignedIn, signedIn } from './staff-member.ts';

export interface AuthOptions {
  readonly database: Database;
  readonly clock: Clock;
}

const signInBody = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(1_000),
});

/** Signing in and out; mount it under /api/auth, behind `gate.open`. */
export function authRouter(options: AuthOptions): Router {
  const { database, clock } = options;
  const attempts = new Attempts(database);
  const router = Router();

  const newVisitors = rateLimit({ clock, perMinute: 120, burst: 120 });

  router.get('/session', (request, response, next) => {
    // Each new visitor is a row: nobody may make them without end.
    if (signedIn(response) || request.session.csrfToken) next();
    else newVisitors(request, response, next);
  });
  router.get('/session', async (request, response) => {
    response.json(await sessionOf(request, response));
  });

  router.post('/sign-in', async (request, response) => {
    const { email, password } = readBody(signInBody, request);
    const keys = { address: addressKey(request.ip), account: email };
    await attempts.count(keys);
    const found = await credentialsOf(database, email);
    if (!(await verifyPassword(found?.passwordHash ?? null, password)) || found === null)
      throw new MainstayError('unauthenticated', 'this e-mail and password do not belong together');
    await attempts.forgive(keys);
    await signIn(request, response, found.member);
    response.json(await sessionOf(request, response));
  });

  router.post('/sign-out', async (request, response) => {
    await renewSession(request);
    noteSignedIn(response, null);
    response.json(await sessionOf(request, response));
  });

  return router;

  async function signIn(request: Request, response: Response, member: SessionMember): Promise<void> {
    await beginSession(request, member, clock.now());
    const { sessionEpoch: _, ...known } = member;
    noteSignedIn(response, known);
  }

  async function sessionOf(request: Request, response: Response): Promise<StaffSession> {
    const member = signedIn(response);
    return {
      member,
      csrfToken: csrfTokenOf(request),
      oidc: false,
      shops: member ? await shopsOfMember(database, member) : [],
    };
  }
}
