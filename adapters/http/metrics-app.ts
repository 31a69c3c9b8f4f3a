import express, { type Express } from 'express';
import type { Registry } from 'prom-client';
import type { Logger } from '../../core/logger.ts';
import { errorHandler } from './error-handler.ts';
import { metricsRoute } from './metrics-route.ts';
import { notFound } from './not-found.ts';
import { securityHeaders } from './security-headers.ts';

/** Nothing but /metrics: for a port of its own. */
export function createMetricsApp(parts: {
  registry: Registry;
  token: string | null;
  logger: Logger;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders({ https: false }));
  app.use(metricsRoute(parts.registry, parts.token));
  app.use(notFound());
  app.use(errorHandler(parts.logger));
  return app;
}
