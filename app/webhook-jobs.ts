import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import {
  type DeliveryKey,
  deliveryJob,
  forgetBodies,
  overdueDeliveries,
} from '../adapters/postgres/webhook-deliveries.ts';
import { processDelivery } from '../adapters/shop-import/webhooks/process-delivery.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import { recordOrder } from './record-order.ts';

/** A job comes within seconds; whatever waits longer lost its own. */
const overdueMs = 5 * 60_000;
const atOnce = 200;
/** Bodies hold names and addresses; this long is enough to look into what went wrong. */
const keepBodiesMs = 30 * 86_400_000;

/** Works through what shops' own systems send, and looks after what stayed behind. */
export function webhookJobs({
  database,
  services,
  logger,
}: {
  database: Database;
  services: Pick<Services, 'outcomes' | 'redemptions'>;
  logger: Logger;
}): Job[] {
  const process = (key: DeliveryKey) =>
    processDelivery(
      {
        database,
        clock: systemClock,
        logger,
        effects: {
          placed: (tx, order) => recordOrder(tx, services.outcomes, order),
          changed: (tx, order) => services.redemptions.reverse(tx, order),
        },
      },
      key,
    );
  return [
    { name: deliveryJob, run: (payload) => process(payload as DeliveryKey) },
    {
      name: 'sweep_webhooks',
      cron: '*/5 * * * *',
      async run() {
        const now = systemClock.now().getTime();
        for (const key of await overdueDeliveries(database, new Date(now - overdueMs), atOnce))
          await process(key).catch((error: Error) =>
            logger.warn('a webhook could not be worked through', { ...key, reason: error.message }),
          );
        await forgetBodies(database, new Date(now - keepBodiesMs));
      },
    },
  ];
}
