import { Router } from 'express';
import { z } from 'zod';
import type { FrontierRun } from '../../../core/contracts/console-policy.ts';
import { responseModels } from '../../../retention/exploration/learned-response.ts';
import { changeEpsilon, frontierPage, saveFrontier } from '../../postgres/change-epsilon.ts';
import { changeExploration } from '../../postgres/change-exploration.ts';
import { computeFrontier } from '../../postgres/compute-frontier.ts';
import { learningPage } from '../../postgres/learning-page.ts';
import { readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const epsilonBody = z.object({
  epsilon: z.number().min(0).max(1),
  version: z.int(),
  reason: z.string().trim().max(500).default(''),
});

const exploration = z.object({
  exploreShare: z.number().min(0).max(1),
  responseModel: z.enum(responseModels),
});
const explorationBody = z.object({
  seen: exploration,
  wanted: exploration,
  reason: z.string().trim().max(500).default(''),
});

/** What could be reached at which loss of SR, and the share that the shop has chosen. */
export function frontierRouter(parts: ConsoleParts): Router {
  const { database, clock } = parts;
  const router = Router({ mergeParams: true });
  const running = new Map<string, Promise<FrontierRun>>();

  router.get('/frontier', async (request, response) => {
    response.json(await frontierPage(database, shopOf(request), staffOf(response).id));
  });

  router.post('/frontier', async (request, response) => {
    const shopId = shopOf(request);
    // Whoever asks while it is worked out gets the same answer.
    const run =
      running.get(shopId) ??
      computeFrontier(parts, shopId, clock.now()).then(async (computed) => {
        await database.transaction((tx) => saveFrontier(tx, shopId, computed));
        return computed;
      });
    running.set(shopId, run);
    await run.finally(() => running.delete(shopId));
    response.json(await frontierPage(database, shopId, staffOf(response).id));
  });

  router.get('/learning', async (request, response) => {
    response.json(await learningPage(database, shopOf(request)));
  });

  router.put('/exploration', async (request, response) => {
    const change = readBody(explorationBody, request);
    await database.transaction((tx) =>
      changeExploration(tx, { ...change, shopId: shopOf(request), by: staffOf(response).id }),
    );
    response.status(204).end();
  });

  router.put('/epsilon', async (request, response) => {
    const change = readBody(epsilonBody, request);
    const result = await database.transaction((tx) =>
      changeEpsilon(tx, { ...change, shopId: shopOf(request), by: staffOf(response).id }),
    );
    response.json(result);
  });

  return router;
}
