import { type Request, type RequestHandler, Router } from 'express';
import type { Clock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Database } from '../../postgres/database.ts';
import { memberByIdentity } from '../../postgres/staff-oidc.ts';
import { localPath } from './local-path.ts';
import type { OidcProvider } from './oidc.ts';
import { saveSession } from './sessions.ts';
import type { SignIn } from './sign-in-session.ts';

/** How long somebody may take at the provider. */
const patienceMs = 10 * 60_000;

/** Signing in by an identity provider: there (GET /) and back (GET /callback). Problems are told by the sign-in page. */
export function oidcRouter(parts: {
  database: Database;
  clock: Clock;
  logger: Logger;
  publicOrigin: string | null;
  provider: OidcProvider;
  signIn: SignIn;
  newVisitors: RequestHandler;
}): Router {
  const { database, clock, logger, provider, signIn } = parts;
  const router = Router();
  const originOf = (request: Request) =>
    parts.publicOrigin ?? `${request.protocol}://${request.headers.host}`;
  const redirectUri = (request: Request) => `${originOf(request)}/api/auth/oidc/callback`;

  router.get('/', parts.newVisitors, async (request, response) => {
    try {
      const { url, checks } = await provider.begin(redirectUri(request));
      request.session.oidc = {
        ...checks,
        startedAtMs: clock.now().getTime(),
        to: localPath(request.query.to),
      };
      await saveSession(request);
      response.redirect(url.href);
    } catch (error) {
      logger.warn('the identity provider could not be asked', { error });
      response.redirect('/signin?problem=oidc_unavailable');
    }
  });

  router.get('/callback', async (request, response) => {
    const begun = request.session.oidc;
    delete request.session.oidc;
    await saveSession(request);
    if (!begun || clock.now().getTime() - begun.startedAtMs > patienceMs)
      return response.redirect('/signin?problem=oidc_expired');
    try {
      const query = request.originalUrl.replace(/^[^?]*/, '');
      const identity = await provider.finish(new URL(redirectUri(request) + query), begun);
      const member = await database.transaction((tx) => memberByIdentity(tx, identity, clock.now()));
      if (!member) return response.redirect('/signin?problem=oidc_unknown');
      await signIn.letIn(request, response, member);
      response.redirect(begun.to ?? '/signin');
    } catch (error) {
      logger.warn('the identity provider’s answer does not hold', { error });
      response.redirect('/signin?problem=oidc_failed');
    }
  });

  return router;
}
