import type { RequestHandler } from 'express';
import type { Clock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Database } from '../../postgres/database.ts';
import { findStaffMember } from '../../postgres/staff-members.ts';
import { renewSession, sessionLimits } from './sessions.ts';
import { noteSignedIn } from './staff-member.ts';
import { watchLongAnswer } from './watch-long-answer.ts';

/**
 * Finds out who sent a request. The person is looked up each time, so that a changed role counts at once; a session
 * that is too old, or of somebody who was removed or ended all sessions, is over.
 */
export function identifyStaff(parts: {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** How often a lasting answer is held against who may read it; default: every 15 s. */
  checkEveryMs?: number;
}): RequestHandler {
  const { database, clock, logger, checkEveryMs = 15_000 } = parts;
  return async (request, response, next) => {
    const { userId, epoch, startedAtMs } = request.session;
    if (userId === undefined) return next();
    const member = await findStaffMember(database, userId);
    const old = clock.now().getTime() - (startedAtMs ?? 0) > sessionLimits.absoluteMs;
    if (member === null || member.sessionEpoch !== epoch || old) {
      await renewSession(request);
      return next();
    }
    watchLongAnswer(
      response,
      async () => {
        const now = await findStaffMember(database, userId);
        return (
          now !== null &&
          now.sessionEpoch === epoch &&
          now.role === member.role &&
          now.shopId === member.shopId
        );
      },
      { everyMs: checkEveryMs, logger },
    );
    const { sessionEpoch: _, ...known } = member;
    noteSignedIn(response, known);
    next();
  };
}
