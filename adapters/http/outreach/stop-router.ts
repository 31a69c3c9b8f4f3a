import { type Response, Router } from 'express';
import { speaker } from '../../../bot/say/speaker.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Language } from '../../../core/words.ts';
import { recordConsent } from '../../postgres/consents.ts';
import type { Database } from '../../postgres/database.ts';
import { outreachRecipient } from '../../postgres/outreach-recipient.ts';
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
    page(response, 200, language, say('outreach.page.title', { shop: shopName }), [
      paragraph(say('outreach.page.ask', { shop: shopName })),
      `<form method="post"><button>${escaped(say('outreach.stop'))}</button></form>`,
    ]);
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
    page(response, 200, language, say('outreach.page.title', { shop: shopName }), [
      paragraph(say('outreach.page.done', { shop: shopName })),
    ]);
  });
  return router;
}

/** The same for a forged link and one that has run out. */
function refuse(response: Response, acceptLanguage = ''): void {
  const language = /^\s*zh\b/i.test(acceptLanguage) ? 'zh' : 'en';
  const text = speaker(language, 'stop')('outreach.page.bad');
  page(response, 403, language, 'Mainstay', [paragraph(text)]);
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.6rem 1.2rem;cursor:pointer}';

function page(response: Response, status: number, language: Language, title: string, body: string[]): void {
  response.status(status).set({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The address is a key: no other page is to learn it.
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main><h1>${escaped(title)}</h1>${body.join('')}</main></body></html>`,
  );
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
