import type { RequestHandler } from 'express';
import { newId } from '../../core/ids.ts';

/** What every answer carries, and a request id; a page replaces the policy by its own. */
export function securityHeaders(options: { https: boolean }): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('x-request-id', newId());
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), payment=(), usb=()');
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
    if (options.https) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
    next();
  };
}
