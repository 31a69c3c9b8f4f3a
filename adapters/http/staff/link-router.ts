import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import { clientOf, type Database } from '../../postgres/database.ts';
import { joinByLink, linkInfo } from '../../postgres/staff-joining.ts';
import { requestLink } from '../../postgres/staff-link-requests.ts';
import { addressKey } from '../client-address.ts';
import { readBody } from '../parse-input.ts';
import type { Attempts } from './attempts.ts';
import { emailInput, languageInput, nameInput } from './inputs.ts';
import type { LinkPost } from './link-post.ts';
import { acceptPassword } from './new-password.ts';
import type { SignIn } from './sign-in-session.ts';

const token = z.string().min(1).max(200);
const bodies = {
  info: z.object({ token }),
  accept: z.object({
    token,
    password: z.string().max(1_000),
    name: nameInput.optional(),
    email: emailInput.optional(),
  }),
  request: z.object({
    email: emailInput.optional(),
    token: token.optional(),
    language: languageInput,
  }),
};

/** One-time links: what one is for, using it, asking for a new one. */
export function linkRouter(parts: {
  database: Database;
  clock: Clock;
  logger: Logger;
  post: LinkPost;
  attempts: Attempts;
  signIn: SignIn;
}): Router {
  const { database, clock, attempts, signIn } = parts;
  const router = Router();
  const addressOf = (request: Request) => ({ address: addressKey(request.ip) });

  router.post('/link', async (request, response) => {
    const body = readBody(bodies.info, request);
    await attempts.count(addressOf(request));
    const info = await database.transaction((tx) => linkInfo(tx, body.token, clock.now()));
    await attempts.forgive(addressOf(request));
    response.json(info);
  });

  router.post('/link/accept', async (request, response) => {
    const body = readBody(bodies.accept, request);
    await attempts.count(addressOf(request));
    const info = await database.transaction((tx) => linkInfo(tx, body.token, clock.now()));
    const email = info.email ?? body.email ?? '';
    const passwordHash = await acceptPassword(body.password, [email, body.name ?? info.name ?? '']);
    const member = await database.transaction((tx) =>
      joinByLink(tx, { ...body, passwordHash, now: clock.now() }),
    );
    await attempts.forgive({ ...addressOf(request), account: member.email });
    await signIn.letIn(request, response, member);
    response.json(await signIn.session(request, response));
  });

  // The answer and the time it takes tell nobody who works here.
  router.post('/link/request', async (request, response) => {
    const { email, token: old, language } = readBody(bodies.request, request);
    await attempts.count({
      ...addressOf(request),
      ...(email && { reset: email }),
      ...(old && { reset: old }),
    });
    response.status(202).json({ byMail: parts.post.works });
    const asked = await database
      .transaction((tx) =>
        requestLink(clientOf(tx), { email, oldToken: old, now: clock.now(), byMail: parts.post.works }),
      )
      .catch((error: unknown) => {
        parts.logger.error('a request for a link failed', { error });
        return null;
      });
    if (asked?.token)
      await parts.post.send({ to: asked.email, kind: asked.kind, token: asked.token, language });
  });

  return router;
}
