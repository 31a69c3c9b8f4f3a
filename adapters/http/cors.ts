import type { RequestHandler } from 'express';

/**
 * Lets shop pages of any origin call: these routes take tokens, never cookies, so that an origin gains nothing that
 * it was not given. The headers are those that Direct Line clients send.
 */
export function cors(): RequestHandler {
  return (request, response, next) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
    response.setHeader(
      'access-control-allow-headers',
      'authorization, content-type, x-ms-bot-agent, x-requested-with, x-client-activity-id',
    );
    response.setHeader('access-control-max-age', '86400');
    response.status(204).end();
  };
}
