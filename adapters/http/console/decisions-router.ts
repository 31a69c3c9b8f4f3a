import { Router } from 'express';
import { z } from 'zod';
import { languages } from '../../../core/words.ts';
import { decisionDetail } from '../../postgres/decision-detail.ts';
import { type DecisionQuery, searchDecisions } from '../../postgres/decision-search.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import { parseInput } from '../parse-input.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter, pageQuery } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const text = z.string().trim().max(200).optional();
const searchQuery = z.object({
  kind: z.enum(['money', 'recommendation']).optional(),
  text,
  slice: text,
  arm: text,
  action: text,
  policyVersion: text,
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
const key = /^[^|]{10,40}\|[0-9a-f-]{36}$/;

/** The log of decisions, and why each was what it was. */
export function decisionsRouter({ database }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/decisions', async (request, response) => {
    const page = parseInput(pageQuery(key), request.query, 'the query');
    response.json(await searchDecisions(database, shopOf(request), queryOf(request.query), page));
  });

  router.get('/decisions.csv', async (request, response) => {
    const query = queryOf(request.query);
    await sendCsv(response, 'decisions.csv', csvColumns, (after) =>
      searchDecisions(database, shopOf(request), query, { limit: csvBatch(after), after }),
    );
  });

  router.get('/decisions/:id', async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    const language = parseInput(z.enum(languages).default('en'), request.query.language, 'the language');
    response.json(await decisionDetail(database, shopOf(request), id, language));
  });

  return router;
}

/** Names and customer ids stay in the page: an analyst needs the shopper's own key alone. */
const csvColumns = [
  'id',
  'at',
  'kind',
  'shopperExternalId',
  'conversationId',
  'periodStart',
  'experimentId',
  'arm',
  'slice',
  'action',
  'propensity',
] as const;

function queryOf(query: unknown): DecisionQuery {
  const { from, to, ...rest } = parseInput(searchQuery, query, 'the query');
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  );
  return { ...given, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
}
