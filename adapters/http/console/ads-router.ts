import { Router } from 'express';
import { z } from 'zod';
import type { AdsView } from '../../../core/contracts/console-ads.ts';
import { reportSpend, responseCurve } from '../../../retention/spend/plan-spend.ts';
import type { SpendSamples } from '../../../retention/spend/sample-spend.ts';
import type { ConsoleReadings, Reading } from '../../readings/console-readings.ts';
import { parseInput } from '../parse-input.ts';
import { shopOf } from './shop-of.ts';

const asked = z.object({ totalCents: z.coerce.number().int().positive().max(1e12).optional() });
const curvePoints = 24;

/** What advertising brings by channel, and how a total a day would be better split. */
export function adsRouter(readings: ConsoleReadings): Router {
  const router = Router({ mergeParams: true });
  const read = async (shopId: string, query: unknown, how: keyof Reading<unknown>): Promise<AdsView> => {
    const { totalCents } = parseInput(asked, query, 'the query');
    const { computedAt, result } = await readings.ads(shopId)[how]();
    const { history, audience } = result;
    return {
      computedAt,
      history: history && {
        from: history.from,
        to: history.to,
        days: history.days,
        refusals: history.refusals.map(({ code, channels }) => ({ code, channels })),
      },
      plan: history?.samples ? planOf(history.samples, totalCents ?? null) : null,
      audience,
    };
  };

  router.get('/ads', async (request, response) => {
    response.json(await read(shopOf(request), request.query, 'get'));
  });

  router.post('/ads', async (request, response) => {
    response.json(await read(shopOf(request), request.query, 'renew'));
  });

  return router;
}

/** Any total is split from what is stored. */
function planOf(samples: SpendSamples, totalCents: number | null): AdsView['plan'] {
  const { channels, proposal, explained } = reportSpend(samples, totalCents);
  return {
    explained: explained!,
    channels: channels!.map(({ channel, spend, brings, marginal, proposed }, c) => {
      const most = 1.1 * Math.max(samples.bounds[c]!.to, 1.5 * spend, proposed);
      const spends = Array.from({ length: curvePoints + 1 }, (_, i) => (most * i) / curvePoints);
      return {
        channel,
        spendCents: spend,
        brings,
        marginal,
        proposedCents: proposed,
        curve: responseCurve(samples, c, spends).map(({ spend: spendCents, ...at }) => ({
          spendCents,
          ...at,
        })),
      };
    }),
    todayCents: samples.today.reduce((sum, value) => sum + value, 0),
    totalCents: proposal!.total,
    gain: proposal!.gain,
    clear: proposal!.clear,
  };
}
