import type { RequestHandler } from 'express';
import { BadInputError } from '../../core/errors.ts';

/** Refuses addresses with U+0000 in path or query: no file, id or word has it, and Postgres takes it nowhere. */
export function refuseOddAddress(): RequestHandler {
  return (request, _response, next) => {
    const odd = /%00|\0/.test(request.url);
    next(odd ? new BadInputError('the address has the character U+0000; leave it out') : undefined);
  };
}
