import type { Response } from 'express';
import type { Language } from '../../core/words.ts';

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.6rem 1.2rem;cursor:pointer}';

/**
 * A page of a sentence and perhaps a button, for who comes by a link that is a key: nothing of it is kept, no script runs,
 * no other page learns the address.
 * @param button posts to the same address.
 */
export function sendPlainPage(
  response: Response,
  status: number,
  language: Language,
  page: { title: string; text: string; button?: string },
): void {
  response.status(status).set({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  const title = escaped(page.title);
  const form =
    page.button === undefined ? '' : `<form method="post"><button>${escaped(page.button)}</button></form>`;
  response.end(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${escaped(page.text)}</p>${form}</main></body></html>`,
  );
}

/** The language that a browser asks for first, where nothing else tells. */
export function languageAsked(acceptLanguage = ''): Language {
  return /^\s*zh\b/i.test(acceptLanguage) ? 'zh' : 'en';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
