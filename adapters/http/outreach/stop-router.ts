import { type Response, Router } from 'express';
import { speaker } from '../../../bot/say/speaker.ts';
import type { Clock } from '../../../core/clock.ts';
import { recordConsent } from '../../postgres/consents.ts';
import type { Database } from '../../postgres/database.ts';
import { outreachRecipient } from '../../postgres/outreach-recipient.ts';
import { languageAsked, sendPlainPage } from '../plain-page.ts';
import type { StopLinks } from './stop-links.ts';

/**
 * GET /outreach/stop?t= shows one button and changes nothing, since mail scanners open every link; POST to the same
 * address stops, from the button as from a mail program's own (RFC 8058). Twice is once.
 */
export function stopRouter(parts: { database: Database; links: StopLinks; clock: Clock }): Router {
  const { database, links, clock } = parts;
  const router = Router();
  const recipientOf = async (token: unknown) => {
    const scope = await links.read(token, clock.now());
    return scope && (await outreachRecipient(database, scope));
  };
  router.get('/stop', async (request, response) => {
    const recipient = await recipientOf(request.query.t);
    if (!recipient) return void refuse(response, request.get('accept-language'));
    const { language, shopName } = recipient;
    const say = speaker(language, 'stop');
    sendPlainPage(response, 200, language, {
      title: say('outreach.page.title', { shop: shopName }),
      text: say('outreach.page.ask', { shop: shopName }),
      button: say('outreach.stop'),
    });
  });
  router.post('/stop', async (request, response) => {
    const recipient = await recipientOf(request.query.t);
    if (!recipient) return void refuse(response, request.get('accept-language'));
    const { shopId, shopperId, language, shopName } = recipient;
    const say = speaker(language, 'stop');
    await database.transaction((tx) =>
      recordConsent(tx, {
        shopId,
        shopperId,
        purposes: ['outreach_chat', 'outreach_email'],
        granted: false,
        wording: say('outreach.page.ask', { shop: shopName }),
        via: 'link',
        now: clock.now(),
      }),
    );
    sendPlainPage(response, 200, language, {
      title: say('outreach.page.title', { shop: shopName }),
      text: say('outreach.page.done', { shop: shopName }),
    });
  });
  return router;
}

/** The same for a forged link and one that has run out. */
function refuse(response: Response, acceptLanguage?: string): void {
  const language = languageAsked(acceptLanguage);
  sendPlainPage(response, 403, language, {
    title: 'Mainstay',
    text: speaker(language, 'stop')('outreach.page.bad'),
  });
}
