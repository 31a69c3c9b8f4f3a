import type { ErrorRequestHandler } from 'express';
import type { ErrorBody } from '../../core/contracts/error-body.ts';
import { MainstayError, OverloadedError, RateLimitedError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { statusOf } from './status-of.ts';

/** Sentences for errors that Express and its parsers throw, by their `type`. */
const parserErrors: Readonly<Record<string, { code: string; message: string }>> = {
  'entity.too.large': { code: 'too_large', message: 'the body is larger than this route takes' },
  'entity.parse.failed': { code: 'bad_input', message: 'the body is not valid JSON' },
  'encoding.unsupported': { code: 'unsupported', message: 'this content encoding is not supported' },
  'charset.unsupported': { code: 'unsupported', message: 'this character set is not supported; send UTF-8' },
  'request.aborted': { code: 'bad_input', message: 'the body ended before it was complete' },
};

/** Answers every error as `{error: {code, message, details?}}`; what is not the caller's fault is logged and not described. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500 && !(error instanceof MainstayError && status === 503))
      logger.error('a request failed', {
        requestId: response.getHeader('x-request-id'),
        path: request.path,
        error,
      });
    if (response.headersSent) return next(error);
    if (error instanceof OverloadedError || error instanceof RateLimitedError)
      response.setHeader('retry-after', String(error.retryAfterS));
    else if (status === 503) response.setHeader('retry-after', '2');
    response.status(status).json({ error: described(error, status) });
  };
}

function described(error: unknown, status: number): ErrorBody['error'] {
  if (error instanceof MainstayError)
    return { code: error.code, message: error.message, ...(error.details && { details: error.details }) };
  const parsed = parserErrors[(error as { type?: string } | null)?.type ?? ''];
  if (parsed) return parsed;
  if (status < 500) return { code: 'bad_input', message: 'the request is not valid' };
  return { code: 'internal', message: 'something went wrong here; it was noted' };
}
