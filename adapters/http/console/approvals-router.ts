import { Router } from 'express';
import { z } from 'zod';
import type { Transaction } from '../../../core/transaction.ts';
import { decideApproval, listApprovals, type OpenApproval } from '../../postgres/approvals.ts';
import { raiseApproved } from '../../postgres/change-budget.ts';
import { epsilonApproved } from '../../postgres/change-epsilon.ts';
import { offerApproved } from '../../postgres/offer-edits.ts';
import { publishApproved } from '../../postgres/rule-drafts.ts';
import { readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { shopOf } from './shop-of.ts';

const decisionBody = z.object({ decision: z.enum(['approved', 'refused', 'withdrawn']) });

/** What waits for a second person, and their word. */
export function approvalsRouter({ database, rules }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/approvals', async (request, response) => {
    response.json({ rows: await listApprovals(database, shopOf(request), staffOf(response).id) });
  });

  router.post('/approvals/:id', async (request, response) => {
    const { decision } = readBody(decisionBody, request);
    const by = staffOf(response).id;
    await database.transaction(async (tx) => {
      const approval = await decideApproval(
        tx,
        { shopId: shopOf(request), id: request.params.id, by },
        decision,
      );
      if (decision === 'approved') await carryOut[approval.kind](tx, approval, by);
    });
    response.status(204).end();
  });

  const carryOut: Record<
    OpenApproval['kind'],
    (tx: Transaction, approval: OpenApproval, by: string) => Promise<void>
  > = {
    'budget.raise': raiseApproved,
    'offer.raise': offerApproved,
    'epsilon.raise': epsilonApproved,
    'rules.publish': (tx, approval, by) => publishApproved(tx, approval, by, rules),
  };
  return router;
}
