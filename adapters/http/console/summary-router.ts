import { Router } from 'express';
import type { ConsoleSummary } from '../../../core/contracts/console-money.ts';
import { listApprovals } from '../../postgres/approvals.ts';
import { budgetViews } from '../../postgres/budget-views.ts';
import { experimentViews } from '../../postgres/experiment-counts.ts';
import { countUnsure } from '../../postgres/unsure-messages.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const soonMs = 7 * 86_400_000;

/** What waits for somebody: the badges of the menu. */
export function summaryRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  router.get('/summary', async (request, response) => {
    const shopId = shopOf(request);
    const viewer = staffOf(response).id;
    const now = clock.now();
    const budgets = await budgetViews(database, shopId, viewer, now);
    const approvals = await listApprovals(database, shopId, viewer, { state: 'open' });
    const experiments = await experimentViews(database, shopId);
    const summary: ConsoleSummary = {
      approvals: approvals.filter(({ mayDecide }) => mayDecide).length,
      budgets: budgets.filter(
        ({ runsOutAt, ledgerAgrees, endsAt }) =>
          Date.parse(endsAt) > now.getTime() &&
          (!ledgerAgrees || (runsOutAt !== null && Date.parse(runsOutAt) - now.getTime() < soonMs)),
      ).length,
      experiments: experiments.filter(({ sampleRatio }) => sampleRatio?.asPlanned === false).length,
      misunderstood: await countUnsure(database, shopId),
    };
    response.json(summary);
  });
  return router;
}
