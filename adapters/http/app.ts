import express, { type Express, type Router } from 'express';
import type { Registry } from 'prom-client';
import { NotFoundError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { errorHandler } from './error-handler.ts';
import { health, type ReadinessCheck } from './health.ts';
import { type Page, pages } from './pages.ts';
import { refuseOddAddress } from './refuse-odd-address.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpAppParts {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly readiness: readonly ReadinessCheck[];
  /** Mounted in this order, before the pages. */
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  /** Folder of the built pages (dist/web). */
  readonly webRoot: string;
  readonly pages: readonly Page[];
  /** True when shoppers reach this server by https. */
  readonly https: boolean;
  /** Proxies in front whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: number;
}

/** The whole HTTP side but for WebSockets, as one Express application. */
export function createHttpApp(parts: HttpAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', parts.trustedProxies);
  app.use(securityHeaders({ https: parts.https }));
  app.use(refuseOddAddress());
  app.use(health(parts.readiness));
  app.get('/metrics', async (_request, response) => {
    response.type(parts.registry.contentType).send(await parts.registry.metrics());
  });
  for (const { path, router } of parts.routers) app.use(path, router);
  app.use(pages(parts.webRoot, parts.pages));
  app.use((request, _response, next) => {
    next(new NotFoundError(`there is nothing at ${request.method} ${request.path}`));
  });
  app.use(errorHandler(parts.logger));
  return app;
}
