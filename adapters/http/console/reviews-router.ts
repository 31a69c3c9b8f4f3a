import { Router } from 'express';
import { z } from 'zod';
import { caseStates, painPointScopes } from '../../../core/contracts/console-reviews.ts';
import { MainstayError } from '../../../core/errors.ts';
import { isId } from '../../../core/ids.ts';
import { aspectLabels, sentimentLabels } from '../../../core/words.ts';
import { painPoint } from '../../reviews/pain-point.ts';
import { caseOwners, changeCase, openCase, painPointCases } from '../../reviews/pain-point-cases.ts';
import { reviewList } from '../../reviews/review-list.ts';
import { reviewsPage } from '../../reviews/reviews-page.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { actorOf, staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter, pageQuery } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const dayMs = 86_400_000;
const name = z.string().min(1).max(200).optional();
const days = z.coerce.number().int().min(7).max(730).default(90);
const filters = z.object({
  days,
  category: name,
  product: name,
  aspect: z.enum(aspectLabels).optional(),
});
const pointQuery = z.object({
  days,
  scope: z.enum(painPointScopes),
  scopeId: z.string().min(1).max(200),
  aspect: z.enum(aspectLabels),
});
const listQuery = filters.extend({
  sentiment: z.enum(sentimentLabels).optional(),
  phrase: z.string().min(1).max(200).optional(),
  week: z.iso.date().optional(),
  ...pageQuery(/^[\w-]+$/).shape,
});
const caseBody = z.object({
  ownerId: z.string().refine(isId, 'is no id').nullable(),
  action: z.string().trim().max(2_000),
  actedOn: z.iso.date().nullable(),
  state: z.enum(caseStates),
});
const newCaseBody = caseBody.extend({
  scope: z.enum(painPointScopes),
  scopeId: z.string().min(1).max(200),
  aspect: z.enum(aspectLabels),
});

/** What reviews say, where they hurt, and what is done about it. */
export function reviewsRouter({ database, clock, analyseReviews }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });
  const running = new Map<string, Promise<void>>();

  router.get('/reviews', async (request, response) => {
    const query = parseInput(filters, request.query, 'the query');
    const page = await reviewsPage(database, shopOf(request), { ...query, now: clock.now() });
    response.json({ ...page, canRun: analyseReviews !== undefined });
  });

  router.post('/reviews', async (request, response) => {
    if (!analyseReviews) throw new MainstayError('unsupported', 'reviews are read at night only here');
    const shopId = shopOf(request);
    // Whoever asks while they are read gets the same answer.
    const run = running.get(shopId) ?? analyseReviews(shopId);
    running.set(shopId, run);
    await run.finally(() => running.delete(shopId));
    response.status(204).end();
  });

  router.get('/reviews/list', async (request, response) => {
    const query = parseInput(listQuery, request.query, 'the query');
    const from = new Date(clock.now().getTime() - query.days * dayMs);
    response.json(await reviewList(database, shopOf(request), { ...query, from }));
  });

  router.get('/reviews/pain-point', async (request, response) => {
    const { days: span, ...key } = parseInput(pointQuery, request.query, 'the query');
    response.json(await painPoint(database, shopOf(request), key, { now: clock.now(), days: span }));
  });

  router.get('/reviews/cases', async (request, response) => {
    const shopId = shopOf(request);
    response.json({
      rows: await painPointCases(database, shopId, { now: clock.now() }),
      people: await caseOwners(database, shopId),
    });
  });

  router.post('/reviews/cases', async (request, response) => {
    const { scope, scopeId, aspect, ...change } = readBody(newCaseBody, request);
    const shopId = shopOf(request);
    const now = clock.now();
    const id = await database.transaction((tx) =>
      openCase(tx, {
        ...change,
        shopId,
        now,
        key: { scope, scopeId, aspect },
        actor: actorOf(staffOf(response)),
      }),
    );
    const [opened] = await painPointCases(database, shopId, { now, id });
    response.status(201).json(opened);
  });

  router.put('/reviews/cases/:id', async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    const change = readBody(caseBody.extend({ version: z.int() }), request);
    const shopId = shopOf(request);
    const now = clock.now();
    await database.transaction((tx) =>
      changeCase(tx, { ...change, id, shopId, now, actor: actorOf(staffOf(response)) }),
    );
    const [changed] = await painPointCases(database, shopId, { now, id });
    response.json(changed);
  });

  return router;
}
