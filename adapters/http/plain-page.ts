import type { Response } from 'express';
import type { Language } from '../../core/words.ts';

/** The colours and measures of the pages' own design, said here: a page of this kind loads nothing. */
const style = [
  ':root{color-scheme:light dark;--line:light-dark(#dadee5,#333945)}',
  'body{margin:0;padding:15vh 16px 48px;background:light-dark(#f6f7f9,#0f1115);color:light-dark(#16191f,#e7eaf0);',
  'font:16px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB",',
  '"Microsoft YaHei","Noto Sans CJK SC",sans-serif}',
  ':lang(zh){line-height:1.6}',
  'main{max-width:480px;margin:0 auto;padding:24px;box-sizing:border-box;overflow-wrap:anywhere;',
  'background:light-dark(#fff,#171a20);border:1px solid var(--line);border-radius:8px}',
  'h1{margin:0 0 12px;font-size:20px;line-height:28px}p{margin:0}form{margin-top:24px}',
  'button{min-height:44px;padding:0 16px;border:0;border-radius:4px;background:#1f5fd0;color:#fff;',
  'font:inherit;font-weight:600;cursor:pointer}button:hover{background:#194fb0}',
  'button:focus-visible{outline:2px solid light-dark(#1f5fd0,#8ab2ff);outline-offset:2px}',
].join('');

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
