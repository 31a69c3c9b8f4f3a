import { Router } from 'express';
import { z } from 'zod';
import { budgetDays, budgetViews } from '../../postgres/budget-views.ts';
import { changeLimit } from '../../postgres/change-budget.ts';
import { grantDetail, ledgerLines } from '../../postgres/ledger-lines.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter, pageQuery } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const limitBody = z.object({
  limitCents: z.int().min(0).max(1_000_000_000_00),
  version: z.int(),
  reason: z.string().trim().max(500).default(''),
});

/** Budgets, the ledger behind every figure, and the grants behind the ledger. */
export function budgetsRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/budgets', async (request, response) => {
    response.json({ rows: await budgetViews(database, shopOf(request), staffOf(response).id, clock.now()) });
  });

  router.get('/budgets/:budget/days', async (request, response) => {
    response.json({ rows: await budgetDays(database, shopOf(request), request.params.budget) });
  });

  router.get('/budgets/:budget/ledger', async (request, response) => {
    const page = parseInput(pageQuery(/^\d+\.-?\d+$/), request.query, 'the query');
    response.json(await ledgerLines(database, shopOf(request), request.params.budget, page));
  });

  router.get('/budgets/:budget/ledger.csv', async (request, response) => {
    const { budget } = request.params;
    await sendCsv(response, `ledger-${budget}.csv`, ledgerColumns, (after) =>
      ledgerLines(database, shopOf(request), budget, { limit: csvBatch(after), after }),
    );
  });

  router.put('/budgets/:budget/limit', async (request, response) => {
    const change = readBody(limitBody, request);
    const { budget } = request.params;
    const result = await database.transaction((tx) =>
      changeLimit(tx, { ...change, shopId: shopOf(request), budgetId: budget, by: staffOf(response).id }),
    );
    response.json(result);
  });

  router.get('/grants/:id', async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    response.json(await grantDetail(database, shopOf(request), id));
  });

  return router;
}

const ledgerColumns = [
  'at',
  'kind',
  'shopperName',
  'grantId',
  'amountCents',
  'freeCents',
  'transactionId',
] as const;
