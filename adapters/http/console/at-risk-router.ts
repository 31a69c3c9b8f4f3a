import { Router } from 'express';
import type { AtRiskPage } from '../../../core/contracts/console-risk.ts';
import { atRiskList } from '../../postgres/at-risk-list.ts';
import type { ConsoleReadings, Reading } from '../../readings/console-readings.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const shown = 20;

const csvColumns = [
  'shopperId',
  'name',
  'clvCents',
  'riskProbability',
  'atRiskCents',
  'reason1',
  'reason2',
  'reason3',
] as const;

/** Whom it would cost most to lose, as found last night, or now. */
export function atRiskRouter({ database }: ConsoleParts, readings: ConsoleReadings): Router {
  const router = Router({ mergeParams: true });
  const page = async (shopId: string, how: keyof Reading<unknown>): Promise<AtRiskPage> => {
    const { computedAt, result } = await readings.atRisk(shopId)[how]();
    const { rows } = await atRiskList(database, shopId, { limit: shown });
    return { ...result, computedAt, shoppers: rows };
  };

  router.get('/at-risk', async (request, response) => {
    response.json(await page(shopOf(request), 'get'));
  });

  router.post('/at-risk', async (request, response) => {
    response.json(await page(shopOf(request), 'renew'));
  });

  router.get('/at-risk.csv', async (request, response) => {
    const shopId = shopOf(request);
    await readings.atRisk(shopId).get();
    await sendCsv(response, 'at-risk.csv', csvColumns, async (after) => {
      const { rows, next } = await atRiskList(database, shopId, { limit: csvBatch(after), after });
      return {
        rows: rows.map(({ reasons, riskProbability, ...shopper }) => ({
          ...shopper,
          riskProbability: Number(riskProbability.toFixed(4)),
          reason1: reasons[0]?.en ?? null,
          reason2: reasons[1]?.en ?? null,
          reason3: reasons[2]?.en ?? null,
        })),
        next,
      };
    });
  });

  return router;
}
