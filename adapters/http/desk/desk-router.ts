import { Router } from 'express';
import { type ActingParts, actingRoutes } from './acting-routes.ts';
import type { DeskLive } from './desk-live.ts';
import { agentOf, shopOf } from './desk-request.ts';
import { keepingRoutes } from './keeping-routes.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { type ReadingParts, readingRoutes } from './reading-routes.ts';

/** The desk's JSON as core/contracts/desk.ts tells it; to be mounted at /api/desk behind the sign-in of agents. */
export function deskRouter(parts: ReadingParts & ActingParts & { readonly live: DeskLive }): Router {
  const router = Router();
  readingRoutes(router, parts);
  actingRoutes(router, parts);
  keepingRoutes(router, parts);
  privacyRoutes(router, parts);
  router.get('/live', async (request, response) => {
    await parts.live.subscribe(response, {
      shopId: shopOf(request, response),
      agent: agentOf(response),
      lastEventId: request.get('last-event-id'),
    });
  });
  return router;
}
