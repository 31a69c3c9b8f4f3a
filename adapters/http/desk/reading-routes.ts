import type { Router } from 'express';
import { z } from 'zod';
import type { ShopData } from '../../../bot/ports/shop-data.ts';
import type { ShopLinks } from '../../../bot/skills/skill.ts';
import type { Clock } from '../../../core/clock.ts';
import type { AvailabilityRequest, DeskAgents, DeskMe } from '../../../core/contracts/desk.ts';
import type { ProductChoices } from '../../../core/contracts/desk-acting.ts';
import type { TranscriptPage } from '../../../core/contracts/desk-conversation.ts';
import { deskStates, deskViews } from '../../../core/contracts/desk-queue.ts';
import type { Database } from '../../postgres/database.ts';
import { conversationView, versionOf } from '../../postgres/desk-conversation.ts';
import { deskFigures, deskToday } from '../../postgres/desk-figures.ts';
import { deskKeysOf, saveDeskKeys } from '../../postgres/desk-keys.ts';
import { agentsOf, isAvailable, setAvailable } from '../../postgres/desk-presence.ts';
import { deskCounts, queuePage } from '../../postgres/desk-queue.ts';
import { searchPage } from '../../postgres/desk-search.ts';
import type { DeskService } from '../../postgres/desk-service.ts';
import { entriesOf, transcriptPage } from '../../postgres/desk-transcript.ts';
import { searchProducts } from '../../postgres/shop-data-products.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import { chosenKeys, deskKeysSchema } from './chosen-keys.ts';
import { agentOf, keyOf, shopOf } from './desk-request.ts';

export interface ReadingParts {
  readonly database: Database;
  readonly service: DeskService;
  readonly shopData: ShopData;
  readonly links: ShopLinks;
  readonly clock: Clock;
  readonly answersByMail: boolean;
}

const queueSchema = z.object({
  view: z.enum(deskViews).optional(),
  state: z.enum(deskStates).optional(),
  topic: z.string().max(40).optional(),
  language: z.enum(['en', 'zh']).optional(),
  risk: z.coerce.number().min(0).max(1).optional(),
  value: z.coerce.number().int().min(0).optional(),
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
const wholeNumber = z.coerce.number().int().min(0);
const after = z.string().max(300).optional();

/** What the desk shows. */
export function readingRoutes(router: Router, parts: ReadingParts): void {
  const { database, service, shopData, links, clock } = parts;
  const shopFacts = (shopId: string) => database.transaction((tx) => shopData.shop(tx, shopId));

  router.get('/me', async (request, response) => {
    const { role, shopId: own } = staffOf(response);
    const agent = agentOf(response);
    const shop = await shopFacts(shopOf(request, response));
    const { rows: shops } = await database.query<DeskMe['shops'][number]>(
      'select id, name from shops where $1::text is null or id = $1 order by id',
      [own],
    );
    const { sla, assignment, undoMs, agentTimeoutS } = shop.desk;
    const { support } = shop;
    response.json({
      agent,
      role: role === 'admin' ? 'admin' : 'agent',
      shop: {
        id: shop.id,
        name: shop.name,
        currency: shop.currency,
        timeZone: shop.timeZone,
        sla,
        assignment,
        undoMs,
        agentTimeoutS,
        hours: support && { days: support.days, from: support.from, to: support.to },
      },
      shops,
      available: await isAvailable(database, shop.id, agent.id),
      ownKeys: await deskKeysOf(database, agent.id),
    } satisfies DeskMe);
  });

  router.put('/me/availability', async (request, response) => {
    const { available }: AvailabilityRequest = readBody(z.object({ available: z.boolean() }), request);
    await setAvailable(database, shopOf(request, response), agentOf(response).id, available);
    response.json({ available });
  });

  router.put('/me/keys', async (request, response) => {
    const keys = chosenKeys(readBody(deskKeysSchema, request));
    response.json(await saveDeskKeys(database, agentOf(response).id, keys));
  });

  router.get('/agents', async (request, response) => {
    const shop = await shopFacts(shopOf(request, response));
    const agents = await agentsOf(database, shop.id, shop.desk.agentTimeoutS);
    response.json({ agents } satisfies DeskAgents);
  });

  router.get('/queue', async (request, response) => {
    const shopId = shopOf(request, response);
    const { shop: _shop, ...asked } = request.query;
    const parsed = parseInput(queueSchema, asked, 'the query');
    const query = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined));
    response.json(
      await queuePage(database, { shopId, agentId: agentOf(response).id, query, now: clock.now() }),
    );
  });

  router.get('/counts', async (request, response) => {
    const shopId = shopOf(request, response);
    response.json(await deskCounts(database, { shopId, agentId: agentOf(response).id, now: clock.now() }));
  });

  router.get('/search', async (request, response) => {
    const shopId = shopOf(request, response);
    const asked = parseInput(z.object({ q: z.string().max(500), after }), request.query, 'the query');
    response.json(
      await searchPage(database, {
        shopId,
        agentId: agentOf(response).id,
        words: asked.q,
        ...(asked.after && { after: asked.after }),
      }),
    );
  });

  router.get('/today', async (request, response) => {
    const { id: shopId, timeZone } = await shopFacts(shopOf(request, response));
    response.json(await deskToday(database, { shopId, timeZone, now: clock.now() }));
  });

  router.get('/figures', async (request, response) => {
    const shopId = shopOf(request, response);
    const schema = z.object({ days: z.coerce.number().int().min(1).max(90).default(7) });
    const { days } = parseInput(schema, request.query, 'the query');
    const { id, role } = staffOf(response);
    const onlyAgentId = role === 'admin' ? null : id;
    response.json(await deskFigures(database, { shopId, days, now: clock.now(), onlyAgentId }));
  });

  router.get('/products', async (request, response) => {
    const shopId = shopOf(request, response);
    const { q } = parseInput(z.object({ q: z.string().max(200).default('') }), request.query, 'the query');
    const products = await searchProducts(database, shopId, q);
    const shop = await shopFacts(shopId);
    response.json({
      products: products.map(({ id, name, priceCents, stock }) => ({
        id,
        name,
        priceCents,
        inStock: stock > 0,
        pictureUrl: links.picture(shop, id),
      })),
    } satisfies ProductChoices);
  });

  router.get('/conversations/:id', async (request, response) => {
    const key = keyOf(request, response);
    const mail = { shop: await shopFacts(key.shopId), works: parts.answersByMail };
    response.json(await conversationView(database, key, agentOf(response).id, mail));
  });

  router.get('/conversations/:id/transcript', async (request, response) => {
    const key = keyOf(request, response);
    const schema = z.object({ since: wholeNumber.optional(), before: wholeNumber.optional() });
    const { since, before } = parseInput(schema, request.query, 'the query');
    await versionOf(database, key);
    const page: TranscriptPage =
      since === undefined
        ? await transcriptPage(database, key, before)
        : { entries: await entriesOf(database, key, { since }), more: false };
    response.json(page);
  });

  router.get('/conversations/:id/panel', async (request, response) => {
    const key = keyOf(request, response);
    await versionOf(database, key);
    response.json(await service.panel(key));
  });

  router.get('/conversations/:id/giving', async (request, response) => {
    response.json(await service.giving(keyOf(request, response)));
  });
}
