import type { RequestHandler } from 'express';
import type { Clock } from '../../core/clock.ts';
import { MainstayError } from '../../core/errors.ts';

/** Addresses remembered at once; beyond it the oldest is forgotten, which can only let a request through. */
const remembered = 50_000;

/** A token bucket per client address: `burst` at once, refilled by `perMinute`. */
export function rateLimit(options: { clock: Clock; perMinute: number; burst: number }): RequestHandler {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (request, response, next) => {
    const address = request.ip ?? '';
    const nowMs = options.clock.now().getTime();
    const bucket = buckets.get(address) ?? { left: options.burst, atMs: nowMs };
    const refilled = ((nowMs - bucket.atMs) / 60_000) * options.perMinute;
    const left = Math.min(options.burst, bucket.left + refilled);
    buckets.delete(address);
    buckets.set(address, { left: left >= 1 ? left - 1 : left, atMs: nowMs });
    if (buckets.size > remembered) buckets.delete(buckets.keys().next().value!);
    if (left >= 1) return next();
    response.setHeader('retry-after', String(Math.ceil((1 - left) / (options.perMinute / 60))));
    next(new MainstayError('rate_limited', 'too many requests from this address; wait a little'));
  };
}
