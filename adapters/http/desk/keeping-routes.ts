import type { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import {
  alertOutcomes,
  type CannedReplies,
  type CannedReply,
  type CannedRequest,
  type FilledCannedReplies,
} from '../../../core/contracts/desk-keeping.ts';
import {
  deskStates,
  deskViews,
  type SavedViewRequest,
  type SavedViews,
} from '../../../core/contracts/desk-queue.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { appendAudit } from '../../postgres/audit-log.ts';
import { clientOf, type Database } from '../../postgres/database.ts';
import { alertPage, changeAlert } from '../../postgres/desk-alerts.ts';
import {
  addCanned,
  cannedReplies,
  changeCanned,
  deleteCanned,
  filledCanned,
} from '../../postgres/desk-canned.ts';
import { deleteView, savedViews, saveView } from '../../postgres/desk-own.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { actorOf, staffOf } from '../staff/staff-member.ts';
import { agentOf, keyOf, shopOf } from './desk-request.ts';

const cannedSchema = z.object({
  shortcut: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'letters, digits and dashes, at most 40'),
  title: z.string().trim().min(1).max(100),
  body: z
    .object({ en: z.string().max(5_000).optional(), zh: z.string().max(5_000).optional() })
    .refine(({ en, zh }) => Boolean(en?.trim() || zh?.trim()), 'says nothing in either language'),
});
const viewSchema = z.object({
  name: z.string().trim().min(1).max(60),
  shared: z.boolean(),
  query: z.object({
    view: z.enum(deskViews).optional(),
    state: z.enum(deskStates).optional(),
    topic: z.string().max(40).optional(),
    language: z.enum(['en', 'zh']).optional(),
    risk: z.number().min(0).max(1).optional(),
    value: z.number().int().min(0).optional(),
  }),
});
const alertSchema = z.object({
  ownerId: z.uuid().nullable().optional(),
  outcome: z.enum(alertOutcomes).optional(),
  note: z.string().max(2_000).optional(),
});

/** Canned replies, saved views, alerts. */
export function keepingRoutes(
  router: Router,
  { database, clock }: { database: Database; clock: Clock },
): void {
  router.get('/canned', async (request, response) => {
    const replies = await cannedReplies(database, shopOf(request, response));
    response.json({ replies } satisfies CannedReplies);
  });
  router.post('/canned', async (request, response) => {
    const shopId = shopOf(request, response);
    const reply = readBody(cannedSchema, request) as CannedRequest;
    const by = staffOf(response);
    const added = await database.transaction(async (tx) => {
      const after = await addCanned(clientOf(tx), shopId, reply, by.id);
      await logCanned(tx, { shopId, by, action: 'added', id: after.id, before: null, after });
      return after;
    });
    response.status(201).json(added);
  });
  router.put('/canned/:canned', async (request, response) => {
    const shopId = shopOf(request, response);
    const reply = readBody(cannedSchema.extend({ version: z.number().int() }), request) as CannedRequest & {
      version: number;
    };
    const id = String(request.params.canned);
    const by = staffOf(response);
    const changed = await database.transaction(async (tx) => {
      const { before, after } = await changeCanned(clientOf(tx), shopId, id, reply, by.id);
      await logCanned(tx, { shopId, by, action: 'changed', id, before, after });
      return after;
    });
    response.json(changed);
  });
  router.delete('/canned/:canned', async (request, response) => {
    const shopId = shopOf(request, response);
    const id = String(request.params.canned);
    await database.transaction(async (tx) => {
      const before = await deleteCanned(clientOf(tx), shopId, id);
      await logCanned(tx, { shopId, by: staffOf(response), action: 'deleted', id, before, after: null });
    });
    response.status(204).end();
  });
  router.get('/conversations/:id/canned', async (request, response) => {
    const { q } = parseInput(z.object({ q: z.string().max(100).default('') }), request.query, 'the query');
    const replies = await filledCanned(database, keyOf(request, response), agentOf(response).name, q);
    response.json({ replies } satisfies FilledCannedReplies);
  });

  router.get('/views', async (request, response) => {
    const views = await savedViews(database, shopOf(request, response), agentOf(response).id);
    response.json({ views } satisfies SavedViews);
  });
  router.post('/views', async (request, response) => {
    const view = readBody(viewSchema, request) as SavedViewRequest;
    response
      .status(201)
      .json(await saveView(database, shopOf(request, response), agentOf(response).id, view));
  });
  router.delete('/views/:view', async (request, response) => {
    await deleteView(database, shopOf(request, response), agentOf(response).id, String(request.params.view));
    response.status(204).end();
  });

  router.get('/alerts', async (request, response) => {
    const schema = z.object({
      state: z.enum(['open', 'closed']).optional(),
      after: z.string().max(300).optional(),
    });
    const { state, after } = parseInput(schema, request.query, 'the query');
    const shopId = shopOf(request, response);
    response.json(await alertPage(database, { shopId, ...(state && { state }), ...(after && { after }) }));
  });
  router.patch('/alerts/:alert', async (request, response) => {
    const change = readBody(alertSchema, request) as never;
    const shopId = shopOf(request, response);
    const asked = {
      shopId,
      id: String(request.params.alert),
      byId: agentOf(response).id,
      change,
      now: clock.now(),
    };
    response.json(await database.transaction((tx) => changeAlert(tx, asked)));
  });
}

function logCanned(
  tx: Transaction,
  what: {
    shopId: string;
    by: { readonly id: string };
    action: 'added' | 'changed' | 'deleted';
    id: string;
    before: CannedReply | null;
    after: CannedReply | null;
  },
): Promise<void> {
  const words = (reply: CannedReply | null) =>
    reply && { shortcut: reply.shortcut, title: reply.title, body: reply.body, version: reply.version };
  return appendAudit(tx, {
    shopId: what.shopId,
    actor: actorOf(what.by),
    action: `canned.${what.action}`,
    subject: `canned:${what.id}`,
    before: words(what.before),
    after: words(what.after),
  });
}
