import type { Router } from 'express';
import { z } from 'zod';
import type { ConversationKey } from '../../../bot/ports/conversation-store.ts';
import {
  type NoteRequest,
  type ReadRequest,
  remedyFacts,
  type Suggestion,
  type UndoAnswer,
} from '../../../core/contracts/desk-acting.ts';
import type { Signal } from '../../direct-line/replica-hints.ts';
import type { Database } from '../../postgres/database.ts';
import { versionOf } from '../../postgres/desk-conversation.ts';
import { markRead, saveDraft } from '../../postgres/desk-own.ts';
import { notePresence } from '../../postgres/desk-presence.ts';
import type { DeskService } from '../../postgres/desk-service.ts';
import { readBody } from '../parse-input.ts';
import { agentOf, keyOf, shopOf } from './desk-request.ts';

export interface ActingParts {
  readonly database: Database;
  readonly service: DeskService;
  readonly suggest: (key: ConversationKey) => Promise<Suggestion['suggestion']>;
  readonly signal: (signal: Signal) => void;
}

const id = z.uuid();
const text = (most: number) => z.string().max(most);
const assignSchema = z.object({ agentId: id, expectedAgentId: id.nullable().optional() });
const resolveSchema = z.object({ reason: z.string().trim().min(1).max(60), askRating: z.boolean() });
const replySchema = z.object({
  id,
  text: text(10_000),
  lastSequenceSeen: z.number().int().min(0),
  scheduledSeen: z.array(id).max(50).optional(),
  productIds: z.array(text(100)).max(5).optional(),
});
const remedySchema = z.object({
  orderId: id,
  fact: z.enum(remedyFacts),
  offerId: text(100),
  uploadId: id.optional(),
  statement: text(1_000).optional(),
});
const presenceSchema = z.object({ conversationId: id.nullable(), state: z.enum(['reading', 'writing']) });

/** What agents do in conversations. */
export function actingRoutes(router: Router, parts: ActingParts): void {
  const { database, service, suggest, signal } = parts;
  const at = '/conversations/:id';

  router.post(`${at}/take`, async (request, response) => {
    response.json(await service.take(keyOf(request, response), agentOf(response)));
  });
  router.post(`${at}/assign`, async (request, response) => {
    const wish = defined(readBody(assignSchema, request));
    response.json(await service.assign(keyOf(request, response), agentOf(response), wish));
  });
  router.post(`${at}/unassign`, async (request, response) => {
    response.json(await service.unassign(keyOf(request, response), agentOf(response)));
  });
  router.post(`${at}/give-back`, async (request, response) => {
    response.json(await service.giveBack(keyOf(request, response), agentOf(response)));
  });
  router.post(`${at}/resolve`, async (request, response) => {
    const how = readBody(resolveSchema, request);
    response.json(await service.resolve(keyOf(request, response), agentOf(response), how));
  });

  router.post(`${at}/replies`, async (request, response) => {
    const reply = defined(readBody(replySchema, request));
    response.status(202).json(await service.reply(keyOf(request, response), agentOf(response), reply));
  });
  router.delete(`${at}/replies/:reply`, async (request, response) => {
    const replyId = z.uuid().catch('00000000-0000-0000-0000-000000000000').parse(request.params.reply);
    const undone = await service.undo(keyOf(request, response), agentOf(response), replyId);
    response.json({ id: replyId, text: undone } satisfies UndoAnswer);
  });
  router.post(`${at}/notes`, async (request, response) => {
    const note: NoteRequest = readBody(z.object({ text: text(10_000).trim().min(1) }), request);
    response.status(201).json(await service.note(keyOf(request, response), agentOf(response), note.text));
  });

  router.get(`${at}/suggestion`, async (request, response) => {
    const key = keyOf(request, response);
    await versionOf(database, key);
    response.json({ suggestion: await suggest(key) } satisfies Suggestion);
  });
  router.post(`${at}/entitlement`, async (request, response) => {
    response.status(201).json(await service.giveEntitlement(keyOf(request, response), agentOf(response)));
  });
  router.post(`${at}/remedies`, async (request, response) => {
    const wish = defined(readBody(remedySchema, request));
    response.status(201).json(await service.giveRemedy(keyOf(request, response), agentOf(response), wish));
  });

  router.post(`${at}/read`, async (request, response) => {
    const { sequence }: ReadRequest = readBody(z.object({ sequence: z.number().int().min(0) }), request);
    const key = keyOf(request, response);
    await versionOf(database, key);
    await markRead(database, key, agentOf(response).id, sequence);
    response.status(204).end();
  });
  router.put(`${at}/draft`, async (request, response) => {
    const draft = readBody(z.object({ mode: z.enum(['reply', 'note']), text: text(20_000) }), request);
    const key = keyOf(request, response);
    await versionOf(database, key);
    await saveDraft(database, key, agentOf(response).id, draft);
    response.status(204).end();
  });

  router.post('/presence', async (request, response) => {
    const presence = readBody(presenceSchema, request);
    const shopId = shopOf(request, response);
    const agent = agentOf(response);
    const left = await notePresence(database, shopId, agent, presence);
    for (const conversationId of left) signal({ kind: 'presence', shopId, conversationId });
    if (presence.conversationId && presence.state === 'writing') {
      const { conversationId } = presence;
      const { rowCount } = await database.query(
        `select 1 from handoffs
         where shop_id = $1 and conversation_id = $2 and agent_id = $3 and state = 'accepted'`,
        [shopId, conversationId, agent.id],
      );
      if (rowCount === 1) signal({ kind: 'typing', who: 'agent', shopId, conversationId });
    }
    response.status(204).end();
  });
}

/** Without the fields that were left out: an undefined is not the same. */
function defined<T extends Record<string, unknown>>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
