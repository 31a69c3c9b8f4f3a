import { type ErrorCode, MainstayError } from '../../core/errors.ts';

/** The one place where an error's code becomes a status code. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  csrf: 403,
  not_found: 404,
  conflict: 409,
  uncovered_money: 422,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  overloaded: 503,
  unavailable: 503,
  model_artefact: 503,
  configuration: 500,
  internal: 500,
};

/** HTTP status for anything thrown; Express's own errors (a body too large, broken JSON) carry theirs. */
export function statusOf(error: unknown): number {
  if (error instanceof MainstayError) return statuses[error.code];
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
