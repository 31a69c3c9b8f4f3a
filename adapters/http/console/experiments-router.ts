import { Router } from 'express';
import { z } from 'zod';
import type { ExperimentResults } from '../../../core/contracts/console-experiments.ts';
import { NotFoundError } from '../../../core/errors.ts';
import { holdoutExperiment } from '../../../retention/experiments/holdout.ts';
import { policyIds } from '../../../retention/policy/policy.ts';
import { experimentConversations } from '../../postgres/experiment-conversations.ts';
import { experimentViews } from '../../postgres/experiment-counts.ts';
import {
  acknowledgeStop,
  createExperiment,
  discardExperiment,
  startExperiment,
  stopExperiment,
} from '../../postgres/experiment-lifecycle.ts';
import { liveSplit } from '../../postgres/experiment-results.ts';
import { outreachCounts } from '../../postgres/outreach-counts.ts';
import type { ConsoleReadings, Reading } from '../../readings/console-readings.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { answerPlan, planQuery } from './plan-experiment.ts';
import { shopOf } from './shop-of.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'takes small letters, digits and hyphens');
const name = z.string().trim().min(1, 'must not be empty').max(120);
const cents = z.int().min(0).max(1_000_000_000_00);
const draftBody = z.object({
  id,
  name: z.object({ en: name, zh: name }),
  arms: z
    .array(
      z.object({
        key: id,
        weight: z.number().positive().max(1_000),
        policy: z.enum(policyIds),
        rulesVersion: z.int().positive().nullable(),
      }),
    )
    .min(2, 'takes a control and another arm')
    .max(10),
  coverage: z.number().gt(0).max(1),
  range: z.object({ from: z.number().min(0).max(1), to: z.number().min(0).max(1) }),
  budget: z.object({ sourceId: z.string().max(100), totalCents: cents }),
  guardrails: z
    .array(
      z.object({
        metric: z.enum(['sr', 'complaints', 'opt_outs', 'handoffs']),
        tolerated: z.number().min(0).max(1_000_000_00),
      }),
    )
    .max(4)
    .refine((list) => new Set(list.map(({ metric }) => metric)).size === list.length, 'names a metric twice'),
  tuning: z.number().min(100).max(1e9),
  plan: z
    .object({ effectCents: z.number(), shoppers: z.int().positive(), days: z.number().nullable() })
    .nullable(),
  bandit: z
    .object({ floor: z.number().gt(0).max(0.5) })
    .nullable()
    .default(null),
});
const version = z.object({ version: z.int() });
const stopBody = version.extend({ reason: z.string().trim().max(500).default('') });

/** Experiments: planned, begun, read and stopped. */
export function experimentsRouter(
  { database, clock, rules: engine }: ConsoleParts,
  readings: ConsoleReadings,
): Router {
  const router = Router({ mergeParams: true });
  const resultsOf = async (
    shopId: string,
    id: string,
    how: keyof Reading<unknown>,
  ): Promise<ExperimentResults> => {
    const { computedAt, result } = await readings.results(shopId, id)[how]();
    // A split that broke since then takes its results away at once.
    const now = await liveSplit(database, shopId, id);
    return now?.asPlanned === false && result.verdict.kind !== 'mismatch'
      ? { ...result, computedAt, verdict: { kind: 'mismatch' }, metrics: [] }
      : { ...result, computedAt };
  };

  router.get('/experiments', async (request, response) => {
    const shopId = shopOf(request);
    const [rows, outreach] = await Promise.all([
      experimentViews(database, shopId),
      outreachCounts(database, shopId),
    ]);
    response.json({ rows, outreach });
  });

  router.post('/experiments', async (request, response) => {
    const draft = readBody(draftBody, request);
    const by = staffOf(response).id;
    await database.transaction((tx) =>
      createExperiment(tx, { shopId: shopOf(request), draft, by, now: clock.now() }),
    );
    response.status(201).json({ id: draft.id });
  });

  router.get('/experiment-plan', async (request, response) => {
    const { result: baseline, computedAt } = await readings.planBaseline(shopOf(request)).get();
    const query = parseInput(planQuery, request.query, 'the query');
    response.json({ baseline, computedAt, answer: answerPlan(baseline, query) });
  });

  router.get('/holdout', async (request, response) => {
    response.json(await resultsOf(shopOf(request), holdoutExperiment, 'get'));
  });

  router.post('/holdout', async (request, response) => {
    response.json(await resultsOf(shopOf(request), holdoutExperiment, 'renew'));
  });

  router.get('/experiments/:id', async (request, response) => {
    const views = await experimentViews(database, shopOf(request));
    const view = views.find((one) => one.id === request.params.id);
    if (!view) throw new NotFoundError(`there is no experiment "${request.params.id}"`);
    response.json(view);
  });

  router.get('/experiments/:id/results', async (request, response) => {
    response.json(await resultsOf(shopOf(request), request.params.id, 'get'));
  });

  router.post('/experiments/:id/results', async (request, response) => {
    response.json(await resultsOf(shopOf(request), request.params.id, 'renew'));
  });

  router.get('/experiments/:id/conversations.csv', async (request, response) => {
    const shopId = shopOf(request);
    const experiment = request.params.id;
    await sendCsv(response, `experiment-${experiment}.csv`, csvColumns, (after) =>
      experimentConversations(database, shopId, experiment, { limit: csvBatch(after), after }),
    );
  });

  router.post('/experiments/:id/start', async (request, response) => {
    const change = { shopId: shopOf(request), id: request.params.id, ...readBody(version, request) };
    const by = staffOf(response).id;
    await database.transaction((tx) => startExperiment(tx, { ...change, by, now: clock.now(), engine }));
    response.status(204).end();
  });

  router.post('/experiments/:id/stop', async (request, response) => {
    const { reason, ...change } = readBody(stopBody, request);
    const actor = `user:${staffOf(response).id}`;
    await database.transaction((tx) =>
      stopExperiment(tx, {
        shopId: shopOf(request),
        id: request.params.id,
        ...change,
        actor,
        because: { kind: 'person', reason },
        now: clock.now(),
      }),
    );
    response.status(204).end();
  });

  router.post('/experiments/:id/acknowledge', async (request, response) => {
    const by = staffOf(response).id;
    await database.transaction((tx) =>
      acknowledgeStop(tx, { shopId: shopOf(request), id: request.params.id, by, now: clock.now() }),
    );
    response.status(204).end();
  });

  router.post('/experiments/:id/discard', async (request, response) => {
    const change = { shopId: shopOf(request), id: request.params.id, ...readBody(version, request) };
    const by = staffOf(response).id;
    await database.transaction((tx) => discardExperiment(tx, { ...change, by }));
    response.status(204).end();
  });

  return router;
}

/** Names stay in the page: an analyst needs the shopper's own key alone. */
const csvColumns = [
  'conversationId',
  'startedAt',
  'shopperId',
  'shopperExternalId',
  'arm',
  'armShare',
  'assignedAt',
  'crossed',
  'holdout',
  'periodStart',
  'slice',
  'action',
  'propensity',
  'topic',
  'handedOver',
] as const;
