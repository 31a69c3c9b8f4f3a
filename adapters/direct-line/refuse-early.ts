import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Inbox } from '../../bot/inbox.ts';
import { MainstayError, OverloadedError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';

const messageRoute = /^\/v3\/directline\/conversations\/[^/?]+\/(?:activities|upload)(?:\?|$)/;

/**
 * Answers a message with 503 and Retry-After before Express sees it, when there is no room for it: under overload most
 * requests are refusals, and what they cost is taken from answers. True when the request was answered.
 */
export function refuseEarly(inbox: Inbox): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if (request.method !== 'POST' || !messageRoute.test(request.url ?? '')) return false;
    try {
      inbox.checkRoom();
      return false;
    } catch (error) {
      if (!(error instanceof MainstayError)) throw error;
      response.writeHead(503, {
        'content-type': 'application/json; charset=utf-8',
        'retry-after': String(error instanceof OverloadedError ? error.retryAfterS : 1),
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after, x-request-id',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
        'x-request-id': newId(),
      });
      response.end(JSON.stringify({ error: { code: error.code, message: error.message } }));
      return true;
    }
  };
}
