import { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { MainstayError } from '../../../core/errors.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Database } from '../../postgres/database.ts';
import { credentialsOf } from '../../postgres/staff-credentials.ts';
import { addressKey } from '../client-address.ts';
import { readBody } from '../parse-input.ts';
import { rateLimit } from '../rate-limit.ts';
import { Attempts } from './attempts.ts';
import type { LinkPost } from './link-post.ts';
import { linkRouter } from './link-router.ts';
import { OidcProvider, type OidcSettings } from './oidc.ts';
import { oidcRouter } from './oidc-router.ts';
import { verifyPassword } from './passwords.ts';
import { renewSession } from './sessions.ts';
import { SignIn } from './sign-in-session.ts';
import { noteSignedIn, signedIn } from './staff-member.ts';

export interface AuthOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly post: LinkPost;
  /** null: no way in by an identity provider. */
  readonly oidc: OidcSettings | null;
  /** Where browsers reach this server; null: as each request names it. */
  readonly publicOrigin: string | null;
}

const signInBody = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(1_000),
});

/** Signing in and out; mount it under /api/auth, behind `gate.open`. */
export function authRouter(options: AuthOptions): Router {
  const { database, clock } = options;
  const attempts = new Attempts(database);
  const signIn = new SignIn({ database, clock, oidc: options.oidc !== null });
  const newVisitors = rateLimit({ clock, perMinute: 120, burst: 120 });
  const router = Router();

  router.get('/session', (request, response, next) => {
    // Each new visitor is a row: nobody may make them without end.
    if (signedIn(response) || request.session.csrfToken) next();
    else newVisitors(request, response, next);
  });
  router.get('/session', async (request, response) => {
    response.json(await signIn.session(request, response));
  });

  router.post('/sign-in', async (request, response) => {
    const { email, password } = readBody(signInBody, request);
    const keys = { address: addressKey(request.ip), account: email };
    await attempts.count(keys);
    const found = await credentialsOf(database, email);
    if (!(await verifyPassword(found?.passwordHash ?? null, password)) || found === null)
      throw new MainstayError('unauthenticated', 'this e-mail and password do not belong together');
    await attempts.forgive(keys);
    await signIn.letIn(request, response, found.member);
    response.json(await signIn.session(request, response));
  });

  router.post('/sign-out', async (request, response) => {
    await renewSession(request);
    noteSignedIn(response, null);
    response.json(await signIn.session(request, response));
  });

  router.use(linkRouter({ ...options, attempts, signIn }));
  if (options.oidc)
    router.use(
      '/oidc',
      oidcRouter({ ...options, provider: new OidcProvider(options.oidc), signIn, newVisitors }),
    );
  return router;
}
