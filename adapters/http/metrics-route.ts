import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import type { Registry } from 'prom-client';
import { ForbiddenError, MainstayError } from '../../core/errors.ts';
import { isLoopback } from './client-address.ts';

/**
 * GET /metrics for Prometheus. With a token: for whoever shows it. Without one: for this machine alone, and only when
 * no proxy stands between, since every proxy on this machine comes from it.
 */
export function metricsRoute(registry: Registry, token: string | null): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (token !== null) checkToken(request, token);
    else if (!isLoopback(request.socket.remoteAddress) || isForwarded(request))
      throw new ForbiddenError(
        'metrics are told to this machine alone; set METRICS_TOKEN to ask from another one, or METRICS_PORT',
      );
    response.setHeader('cache-control', 'no-store');
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

function checkToken(request: Request, token: string): void {
  const given = /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new MainstayError('unauthenticated', 'send METRICS_TOKEN as "Authorization: Bearer TOKEN"');
}

function isForwarded(request: Request): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => request.get(name) !== undefined);
}
