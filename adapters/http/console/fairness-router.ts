import { Router } from 'express';
import { z } from 'zod';
import { fairnessPage } from '../../postgres/fairness-counts.ts';
import { sendCsv } from '../csv.ts';
import { parseInput } from '../parse-input.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const windowQuery = z.object({ days: z.coerce.number().int().min(1).max(1_100).default(90) });
const dayMs = 86_400_000;

/** Whether offers reach people alike, as a page and as a file. */
export function fairnessRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const read = (shopId: string, query: unknown) => {
    const { days } = parseInput(windowQuery, query, 'the query');
    const to = clock.now();
    return fairnessPage(database, { shopId, from: new Date(to.getTime() - days * dayMs), to });
  };

  router.get('/fairness', async (request, response) => {
    response.json(await read(shopOf(request), request.query));
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
