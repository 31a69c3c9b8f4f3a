import { Router } from 'express';
import type { ConsoleReadings } from '../../readings/console-readings.ts';
import { shopOf } from './shop-of.ts';

/** How demand answers prices, and where another one would earn more: as found last night, or now. */
export function pricesRouter(readings: ConsoleReadings): Router {
  const router = Router({ mergeParams: true });
  router.get('/prices', async (request, response) => {
    response.json((await readings.prices(shopOf(request)).get()).result);
  });
  router.post('/prices', async (request, response) => {
    response.json((await readings.prices(shopOf(request)).renew()).result);
  });
  return router;
}
