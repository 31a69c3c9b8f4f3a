import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { MainstayError } from '../../../core/errors.ts';

const { generateToken, isRequestValid } = csrfSync({ size: 32 });
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The session's token, made when it has none; it begins a session where there is none. */
export function csrfTokenOf(request: Request): string {
  return generateToken(request);
}

/** Refuses what changes something and does not show the session's token: another site's page cannot read it. */
export function csrfProtection(): RequestHandler {
  return (request, _response, next) => {
    if (safeMethods.has(request.method) || isRequestValid(request)) return next();
    throw new MainstayError(
      'csrf',
      'the header x-csrf-token is missing or no longer valid; GET /api/auth/session tells the right one',
    );
  };
}
