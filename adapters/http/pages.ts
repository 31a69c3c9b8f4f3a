import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { NotFoundError, UnavailableError } from '../../core/errors.ts';

export interface Page {
  /** Express path or paths under which the page is shown. */
  readonly path: string | readonly string[];
  /** HTML file below the web root. */
  readonly file: string;
  /** Directives that this page needs to be different; `'nonce'` stands for the response's nonce. */
  readonly policy?: Readonly<Record<string, string>>;
}

const strictPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'nonce'",
  'style-src': "'self' 'nonce'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** Built pages with a nonce each, and their assets: hashed names are kept for a year, all others asked for again. */
export function pages(webRoot: string, list: readonly Page[]): Router {
  const router = Router();
  for (const page of list) router.get(page.path as string | string[], showPage(webRoot, page));
  router.use((request, _response, next) => {
    // Pages hold a placeholder for the nonce: only the routes above may send them.
    next(
      /\.(html|map)$/i.test(decoded(request.path)) ? new NotFoundError('there is nothing here') : undefined,
    );
  });
  router.use(
    express.static(webRoot, {
      index: false,
      dotfiles: 'ignore',
      redirect: false,
      setHeaders(response, path) {
        const hashed = /[\\/]assets[\\/]/.test(path);
        response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        // Shop pages of other origins load the widget.
        response.setHeader('cross-origin-resource-policy', 'cross-origin');
        response.setHeader('access-control-allow-origin', '*');
      },
    }),
  );
  return router;
}

/** As the file server will read it; one that it cannot read is left to it. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** One page with a fresh nonce; the status is that which the response has. */
export function showPage(webRoot: string, page: Page): RequestHandler {
  const template = remember(() => readFile(join(webRoot, page.file), 'utf8'));
  const policy = Object.entries({ ...strictPolicy, ...page.policy })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
  return async (_request, response) => {
    const html = await template().catch((cause) => {
      throw new UnavailableError('the pages are not built; run: npm run build', { cause });
    });
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', policy.replaceAll("'nonce'", `'nonce-${nonce}'`));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(html.replaceAll('__NONCE__', nonce));
  };
}

/** Loads once; forgets a failure, so that a build made later is found. */
function remember<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
