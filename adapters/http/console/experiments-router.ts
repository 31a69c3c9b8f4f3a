import { Router } from 'express';
import { NotFoundError } from '../../../core/errors.ts';
import { experimentViews } from '../../postgres/experiment-counts.ts';
import { outreachCounts } from '../../postgres/outreach-counts.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

/** Experiments: who is in which arm, and whether the split is as planned. */
export function experimentsRouter({ database }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/experiments', async (request, response) => {
    const shopId = shopOf(request);
    const [rows, outreach] = await Promise.all([
      experimentViews(database, shopId),
      outreachCounts(database, shopId),
    ]);
    response.json({ rows, outreach });
  });

  router.get('/experiments/:id', async (request, response) => {
    const views = await experimentViews(database, shopOf(request));
    const view = views.find(({ id }) => id === request.params.id);
    if (!view) throw new NotFoundError(`there is no experiment "${request.params.id}"`);
    response.json(view);
  });

  return router;
}
