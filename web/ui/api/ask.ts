import type { ErrorBody } from '../../../core/contracts/error-body.ts';
import type { StaffSession } from '../../../core/contracts/staff.ts';
import { RequestError } from './request-error.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let csrfToken: string | null = null;

/** Notes the token of a session that the server has just told. */
export function keepCsrfToken(session: StaffSession): StaffSession {
  csrfToken = session.csrfToken;
  return session;
}

/**
 * Asks the server of this page for JSON; a Blob is sent as it is, anything else as JSON. What is no GET carries the session's CSRF token; when the server no longer
 * takes it (a new session in another window), a fresh one is fetched and the request sent once more: it was refused
 * before anything was done.
 * @throws RequestError with status 0 when no answer came.
 */
export async function ask<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  try {
    return await send<T>(method, path, body, signal);
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'csrf') throw error;
    csrfToken = null;
    return send<T>(method, path, body, signal);
  }
}

async function send<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  if (method !== 'GET' && csrfToken === null)
    keepCsrfToken(await send<StaffSession>('GET', '/api/auth/session'));
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(signal && { signal }),
    headers: {
      ...(method !== 'GET' && { 'x-csrf-token': csrfToken ?? '' }),
      ...(body !== undefined && {
        'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RequestError({ status: 0 });
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as ErrorBody | null;
    throw new RequestError({
      status: response.status,
      error: answer?.error,
      requestId: response.headers.get('x-request-id'),
      retryAfterS: Number(response.headers.get('retry-after')),
    });
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}
