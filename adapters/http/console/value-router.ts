import { Router } from 'express';
import type { ValuePage } from '../../../core/contracts/console-value.ts';
import { MainstayError } from '../../../core/errors.ts';
import { valueRun } from '../../postgres/value-page.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

/** What shoppers are expected to be worth, and how well that was foretold. */
export function valueRouter({ database, clock, fitValue }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const running = new Map<string, Promise<void>>();
  const page = async (shopId: string): Promise<ValuePage> => ({
    run: await valueRun(database, shopId, clock.now()),
    canRun: fitValue !== undefined,
  });

  router.get('/value', async (request, response) => {
    response.json(await page(shopOf(request)));
  });

  router.post('/value', async (request, response) => {
    if (!fitValue) throw new MainstayError('unsupported', 'value is worked out at night only here');
    const shopId = shopOf(request);
    // Whoever asks while it is worked out gets the same answer.
    const run = running.get(shopId) ?? fitValue(shopId);
    running.set(shopId, run);
    await run.finally(() => running.delete(shopId));
    response.json(await page(shopId));
  });

  return router;
}
