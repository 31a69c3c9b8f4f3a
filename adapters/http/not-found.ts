import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFoundError } from '../../core/errors.ts';

/** Behind all routes: nothing is here. */
export function notFound(): RequestHandler {
  return (request, _response, next) => {
    next(new NotFoundError(`there is nothing at ${request.method} ${request.path}`));
  };
}

/** Shows people a page with status 404, which says so and leads home; programs get the error as JSON. */
export function notFoundPage(show: RequestHandler): ErrorRequestHandler {
  return (error, request, response, next) => {
    const read = request.method === 'GET' || request.method === 'HEAD';
    // Browsers name HTML before all else; what names nothing, or anything, is a program.
    if (!(error instanceof NotFoundError) || !read || request.accepts(['json', 'html']) !== 'html')
      return next(error);
    response.status(404);
    return show(request, response, next);
  };
}
