import { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { PeopleRefusal } from '../../../core/contracts/people.ts';
import { BadInputError, ConflictError, NotFoundError } from '../../../core/errors.ts';
import type { Database } from '../../postgres/database.ts';
import {
  accountOf,
  changeName,
  changePassword,
  endAllSessions,
  endOwnSession,
} from '../../postgres/staff-account.ts';
import { credentialsOf } from '../../postgres/staff-credentials.ts';
import { readBody } from '../parse-input.ts';
import { Attempts } from './attempts.ts';
import { csrfTokenOf } from './csrf.ts';
import { nameInput } from './inputs.ts';
import { acceptPassword } from './new-password.ts';
import { verifyPassword } from './passwords.ts';
import { beginSession, renewSession } from './sessions.ts';
import { staffOf } from './staff-member.ts';

const bodies = {
  name: z.object({ name: nameInput }),
  password: z.object({ current: z.string().max(1_000), next: z.string().max(1_000) }),
};

/** One's own account; mount it under /api/account, behind any role. */
export function accountRouter({ database, clock }: { database: Database; clock: Clock }): Router {
  const attempts = new Attempts(database);
  const router = Router();

  router.get('/', async (request, response) => {
    response.json(await accountOf(database, staffOf(response).id, request.sessionID));
  });

  router.patch('/', async (request, response) => {
    const { name } = readBody(bodies.name, request);
    const member = staffOf(response);
    await database.transaction((tx) => changeName(tx, member, name));
    response.json({ ...member, name });
  });

  router.put('/password', async (request, response) => {
    const { current, next } = readBody(bodies.password, request);
    const member = staffOf(response);
    await attempts.count({ account: member.email });
    const stored = (await credentialsOf(database, member.email))?.passwordHash ?? null;
    if (stored === null)
      throw new ConflictError(
        'you sign in by the identity provider and have no password; an admin can make you a link',
        {
          details: { reason: 'no_password' satisfies PeopleRefusal },
        },
      );
    if (!(await verifyPassword(stored, current)))
      throw new BadInputError('the current password is not right', {
        details: { reason: 'wrong_password' satisfies PeopleRefusal },
      });
    const hash = await acceptPassword(next, [member.email, member.name]);
    const renewed = await database.transaction((tx) => changePassword(tx, member, hash));
    await attempts.forgive({ account: member.email });
    await beginSession(request, renewed, clock.now());
    response.json({ csrfToken: csrfTokenOf(request) });
  });

  router.delete('/sessions/:key', async (request, response) => {
    if (!(await endOwnSession(database, staffOf(response).id, request.params.key)))
      throw new NotFoundError('you have no such session');
    response.status(204).end();
  });

  router.delete('/sessions', async (request, response) => {
    const member = staffOf(response);
    await database.transaction((tx) => endAllSessions(tx, member));
    await renewSession(request);
    response.status(204).end();
  });

  return router;
}
