import express, { type Express, type Router } from 'express';
import type { Registry } from 'prom-client';
import type { Logger } from '../../core/logger.ts';
import { errorHandler } from './error-handler.ts';
import { health, type ReadinessCheck } from './health.ts';
import { metricsRoute } from './metrics-route.ts';
import { notFound, notFoundPage } from './not-found.ts';
import { type Page, pages, showPage } from './pages.ts';
import { refuseOddAddress } from './refuse-odd-address.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpAppParts {
  readonly logger: Logger;
  /** Null: told elsewhere. */
  readonly metrics: { readonly registry: Registry; readonly token: string | null } | null;
  readonly readiness: readonly ReadinessCheck[];
  /** Mounted in this order, before the pages. */
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  /** Folder of the built pages (dist/web). */
  readonly webRoot: string;
  readonly pages: readonly Page[];
  /** Shown to people for an address where nothing is; null: they get the error as programs do. */
  readonly notFoundPage: Page | null;
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
  if (parts.metrics) app.use(metricsRoute(parts.metrics.registry, parts.metrics.token));
  for (const { path, router } of parts.routers) app.use(path, router);
  app.use(pages(parts.webRoot, parts.pages));
  app.use(notFound());
  if (parts.notFoundPage) app.use(notFoundPage(showPage(parts.webRoot, parts.notFoundPage)));
  app.use(errorHandler(parts.logger));
  return app;
}
