import type { Response } from 'express';
import type { Logger } from '../../../core/logger.ts';

/**
 * Asks again and again, while an answer lasts, whether its reader may still have it, and cuts it off when not: a live
 * stream would else outlive the session that it was opened by. Answers that end at once cost a timer.
 */
export function watchLongAnswer(
  response: Response,
  may: () => Promise<boolean>,
  { everyMs, logger }: { everyMs: number; logger: Logger },
): void {
  // Whoever asked may be gone already, and 'close' with them: nothing would end the watch.
  if (response.destroyed) return;
  const timer = setInterval(async () => {
    // Nothing has been told yet; and who changes the password ends the session that asks, and still wants to be answered.
    if (!response.headersSent) return;
    const still = await may().catch((error: Error) => {
      // Nobody is shut out because the database is away for a moment.
      logger.warn('it could not be asked who may read on', { error });
      return true;
    });
    if (!still) response.destroy();
  }, everyMs).unref();
  response.once('close', () => clearInterval(timer));
}
