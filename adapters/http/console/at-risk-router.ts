import { Router } from 'express';
import type { AtRiskPage } from '../../../core/contracts/console-risk.ts';
import { shopCurrency } from '../../postgres/spend.ts';
import { valuableAtRisk } from '../../postgres/valuable-at-risk.ts';
import { sendCsv } from '../csv.ts';
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

/** Whom it would cost most to lose. */
export function atRiskRouter({ database, clock, atRisk }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const listOf = async (shopId: string) => {
    if (atRisk) return atRisk(shopId);
    const served = { model: null, currency: await shopCurrency(database, shopId) };
    const shoppers = await valuableAtRisk(database, served, { shopId, now: clock.now() });
    return { shoppers, modelVersion: null };
  };

  router.get('/at-risk', async (request, response) => {
    const { shoppers, modelVersion } = await listOf(shopOf(request));
    const page: AtRiskPage = { shoppers: shoppers.slice(0, shown), total: shoppers.length, modelVersion };
    response.json(page);
  });

  router.get('/at-risk.csv', async (request, response) => {
    const { shoppers } = await listOf(shopOf(request));
    await sendCsv(response, 'at-risk.csv', csvColumns, async () => ({
      rows: shoppers.map(({ reasons, riskProbability, ...shopper }) => ({
        ...shopper,
        riskProbability: Number(riskProbability.toFixed(4)),
        reason1: reasons[0]?.en ?? null,
        reason2: reasons[1]?.en ?? null,
        reason3: reasons[2]?.en ?? null,
      })),
      next: null,
    }));
  });

  return router;
}
