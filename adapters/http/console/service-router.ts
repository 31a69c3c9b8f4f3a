import { Router } from 'express';
import { z } from 'zod';
import { BadInputError } from '../../../core/errors.ts';
import { topicLabels } from '../../../core/words.ts';
import { figuresByModels } from '../../postgres/figures-by-models.ts';
import { labelledMessages } from '../../postgres/labelled-messages.ts';
import { serviceFigures } from '../../postgres/service-figures.ts';
import { labelMessage, unlabelMessage, unsureMessages } from '../../postgres/unsure-messages.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter, pageQuery } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const dayMs = 86_400_000;
const span = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
const labelledColumns = ['text', 'topic', 'language', 'guessed', 'labelledAt'] as const;
const key = /^[\d.e-]+\|[0-9a-f-]{36}\|\d+$/;

/** Is the bot good enough: figures, and the messages that it did not understand. */
export function serviceRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/service', async (request, response) => {
    const { from, to } = spanOf(request.query, clock.now());
    response.json(await serviceFigures(database, shopOf(request), from, to));
  });

  router.get('/service/models', async (request, response) => {
    const { from, to } = spanOf(request.query, clock.now());
    response.json(await figuresByModels(database, shopOf(request), from, to));
  });

  router.get('/service/labelled.csv', async (request, response) => {
    const shopId = shopOf(request);
    await sendCsv(response, `labelled-${shopId}.csv`, labelledColumns, (after) =>
      labelledMessages(database, shopId, { limit: csvBatch(after), ...(after && { after }) }),
    );
  });

  router.get('/service/misunderstood', async (request, response) => {
    const page = parseInput(pageQuery(key), request.query, 'the query');
    response.json(await unsureMessages(database, shopOf(request), page));
  });

  router.put('/service/misunderstood/:conversation/:sequence', async (request, response) => {
    const label = readBody(z.object({ topic: z.enum(topicLabels).nullable() }), request);
    const message = messageOf(shopOf(request), request.params, staffOf(response).id);
    await database.transaction((tx) => labelMessage(tx, message, label));
    response.status(204).end();
  });

  router.delete('/service/misunderstood/:conversation/:sequence', async (request, response) => {
    const message = messageOf(shopOf(request), request.params, staffOf(response).id);
    await database.transaction((tx) => unlabelMessage(tx, message));
    response.status(204).end();
  });

  return router;
}

function spanOf(query: unknown, now: Date): { from: Date; to: Date } {
  const given = parseInput(span, query, 'the query');
  const to = given.to ? new Date(given.to) : now;
  const from = given.from ? new Date(given.from) : new Date(to.getTime() - 28 * dayMs);
  if (from >= to) throw new BadInputError('from: must lie before "to"');
  return { from, to };
}

function messageOf(shopId: string, params: Readonly<Record<string, string>>, by: string) {
  return {
    shopId,
    conversationId: parseInput(idParameter, params.conversation, 'the conversation'),
    sequence: parseInput(z.coerce.number().int().min(1), params.sequence, 'the sequence'),
    by,
  };
}
