import { type Request, type Response, Router } from 'express';
import { speaker } from '../../../bot/say/speaker.ts';
import type { Clock } from '../../../core/clock.ts';
import { isId } from '../../../core/ids.ts';
import type { ExportLinks } from '../../direct-line/export-links.ts';
import type { Database } from '../../postgres/database.ts';
import { findExport, type OfferedExport, takeExport } from '../../postgres/take-export.ts';
import { languageAsked, sendPlainPage } from '../plain-page.ts';
import { rateLimit } from '../rate-limit.ts';
import { sendExport } from './send-export.ts';

/**
 * The shopper's copy of their data, by the link that the chat gave to the holder of the conversation's token: GET shows
 * one button and takes nothing, since previews open every link; POST sends the file, once. A link that is forged,
 * another's, used or over gets one and the same answer.
 */
export function exportRouter(parts: {
  database: Database;
  links: ExportLinks;
  clock: Clock;
  /** Requests of one address; the shopper needs two. Default: 20. */
  perMinute?: number;
}): Router {
  const { database, links, clock, perMinute = 20 } = parts;
  const router = Router();
  router.use('/export', rateLimit({ clock, perMinute, burst: perMinute }));

  router.get('/export/:id', async (request, response) => {
    const offered = offeredBy(request);
    const found = offered && (await findExport(database, offered));
    if (!found) return void refuse(request, response);
    const say = speaker(found.language, 'export');
    sendPlainPage(response, 200, found.language, {
      title: say('export.page.title'),
      text: say('export.page.ask'),
      button: say('export.page.fetch'),
    });
  });

  router.post('/export/:id', async (request, response) => {
    const offered = offeredBy(request);
    const data = offered && (await database.transaction((tx) => takeExport(tx, offered)));
    if (!data) return void refuse(request, response);
    sendExport(response, data, 'my-data');
  });

  /** Null when the address is not one that this server signed. */
  function offeredBy({ params, query }: Request): OfferedExport | null {
    const { shop: shopId, conversation: conversationId, signature } = query;
    const requestId = String(params.id);
    if (typeof shopId !== 'string' || typeof conversationId !== 'string') return null;
    if (!isId(requestId) || !isId(conversationId)) return null;
    const key = { shopId, conversationId };
    return links.isSigned(key, requestId, signature) ? { ...key, requestId, now: clock.now() } : null;
  }

  return router;
}

function refuse(request: Request, response: Response): void {
  const language = languageAsked(request.get('accept-language'));
  const say = speaker(language, 'export');
  sendPlainPage(response, 403, language, { title: 'Mainstay', text: say('export.page.bad') });
}
