import { Router } from 'express';
import type { PricesView } from '../../../core/contracts/console-prices.ts';
import { pricesOfShop } from '../../prices/prices-of-shop.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

/** Two years of sales are read anew at most this often. */
const keptMs = 3_600_000;

/** How demand answers prices, and where another one would earn more. */
export function pricesRouter({ database, clock, prices }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const work = prices ?? ((shopId: string) => pricesOfShop(database, shopId, clock.now()));
  const known = new Map<string, { readonly since: number; readonly view: Promise<PricesView> }>();
  router.get('/prices', async (request, response) => {
    const shopId = shopOf(request);
    const now = clock.now().getTime();
    let kept = known.get(shopId);
    if (!kept || now - kept.since >= keptMs) {
      kept = { since: now, view: work(shopId) };
      known.set(shopId, kept);
      // What failed is tried again by whoever asks next.
      kept.view.catch(() => known.delete(shopId));
    }
    response.json(await kept.view);
  });
  return router;
}
