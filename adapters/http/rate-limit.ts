import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../../core/clock.ts';
import { RateLimitedError } from '../../core/errors.ts';
import { addressKey } from './client-address.ts';
import { TokenBuckets } from './token-buckets.ts';

export interface RateLimitOptions {
  readonly clock: Clock;
  readonly perMinute: number;
  readonly burst: number;
  /** Who is counted; default: the client's address. */
  readonly by?: (request: Request, response: Response) => string;
  /** Who that is, in the refusal: "this address", "this conversation". */
  readonly whose?: string;
}

/** Refuses with 429 and Retry-After what comes faster than a token bucket per client allows. */
export function rateLimit(options: RateLimitOptions): RequestHandler {
  const { by = (request: Request) => addressKey(request.ip), whose = 'this address' } = options;
  const buckets = new TokenBuckets(options);
  return (request, response, next) => {
    const waitS = buckets.take(by(request, response));
    next(
      waitS === 0
        ? undefined
        : new RateLimitedError(`too many requests from ${whose}; come back in ${waitS} s`, waitS),
    );
  };
}
