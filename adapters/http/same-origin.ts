import type { RequestHandler } from 'express';
import { ForbiddenError } from '../../core/errors.ts';

/**
 * Refuses what another site's page has a browser do in its visitor's name. Browsers say where a request comes from
 * (Fetch Metadata); those too old to say it are kept out by the cookie's SameSite alone.
 */
export function sameOrigin(): RequestHandler {
  return (request, _response, next) => {
    const from = request.get('sec-fetch-site');
    const safe = request.method === 'GET' || request.method === 'HEAD';
    const own = from === undefined || from === 'same-origin' || from === 'none';
    next(safe || own ? undefined : new ForbiddenError('this is for the pages of the shop itself'));
  };
}
