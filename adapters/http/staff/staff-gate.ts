import { type RequestHandler, Router } from 'express';
import type { Clock } from '../../../core/clock.ts';
import type { StaffRole } from '../../../core/contracts/staff.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Database } from '../../postgres/database.ts';
import { jsonBody } from '../json-body.ts';
import { csrfProtection } from './csrf.ts';
import { identifyStaff } from './identify-staff.ts';
import { requireRole } from './require-role.ts';
import { staffSessions } from './sessions.ts';

export interface StaffGate {
  /**
   * Puts a router behind the sign-in: before any of its routes runs, the session is read, nobody signed in gets 401,
   * a role that is not named 403 (admins always pass; no roles: whoever is signed in), and what is no GET without the
   * session's x-csrf-token 403. JSON bodies up to 256 KB are parsed, answers are not cached, and a stream is cut off when its reader loses the right.
   */
  behind(roles: readonly StaffRole[], router: Router): Router;
  /** The same but for whoever comes, signed in or not: for the routes of the sign-in itself. */
  open(router: Router): Router;
  stop(): void;
}

/**
 * The one way in for everything under /api that people who work here use. Made once, in app/compose-http.ts; there a
 * router is mounted like this:
 *
 *     { path: '/api/desk', router: gate.behind(['agent'], deskRouter({ database, ... })) }
 *
 * Inside, `staffOf(response)` is who asks, `requireRole('marketer')` narrows one route, `requireShop(response, shopId)`
 * keeps people of one shop out of another, `actorOf(staffOf(response))` is the actor for `appendAudit`.
 */
export function staffGate(options: {
  database: Database;
  secret: string;
  https: boolean;
  clock: Clock;
  logger: Logger;
  /** How often a lasting answer is held against who may read it; default: every 15 s. */
  checkEveryMs?: number;
}): StaffGate {
  const sessions = staffSessions(options);
  const identify = [noStore, sessions.handler, identifyStaff(options)];
  const body = jsonBody({ limitBytes: 256 * 1024 });
  return {
    behind: (roles, router) =>
      Router().use(...identify, requireRole(), csrfProtection(), requireRole(...roles), body, router),
    open: (router) => Router().use(...identify, csrfProtection(), body, router),
    stop: sessions.stop,
  };
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};
