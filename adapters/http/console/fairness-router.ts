import { Router } from 'express';
import { z } from 'zod';
import type { ConsoleReadings, Reading } from '../../readings/console-readings.ts';
import { sendCsv } from '../csv.ts';
import { parseInput } from '../parse-input.ts';
import { shopOf } from './shop-of.ts';

const windowQuery = z.object({ days: z.coerce.number().int().min(1).max(1_100).default(90) });

/** Whether offers reach people alike, as a page and as a file. */
export function fairnessRouter(readings: ConsoleReadings): Router {
  const router = Router({ mergeParams: true });
  const read = async (shopId: string, query: unknown, how: keyof Reading<unknown> = 'get') => {
    const { days } = parseInput(windowQuery, query, 'the query');
    return (await readings.fairness(shopId, days)[how]()).result;
  };

  router.get('/fairness', async (request, response) => {
    response.json(await read(shopOf(request), request.query));
  });

  router.post('/fairness', async (request, response) => {
    response.json(await read(shopOf(request), request.query, 'renew'));
  });

  router.get('/fairness.csv', async (request, response) => {
    const { dimensions } = await read(shopOf(request), request.query);
    const rows = dimensions.flatMap(({ dimension, groups }) =>
      groups.map((group) => ({ dimension, ...group })),
    );
    await sendCsv(response, 'fairness.csv', csvColumns, async () => ({ rows, next: null }));
  });

  return router;
}

const csvColumns = [
  'dimension',
  'group',
  'shoppers',
  'eligible',
  'granted',
  'grantRate',
  'low',
  'high',
  'grantRateOfEligible',
  'ratio',
  'pValue',
  'differs',
  'reservedCents',
  'redeemedCents',
  'meanReservedCents',
] as const;
