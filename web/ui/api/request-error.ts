import type { ErrorBody } from '../../../core/contracts/error-body.ts';

/** A request that the server refused or that did not reach it. */
export class RequestError extends Error {
  /** HTTP status; 0: no answer. */
  readonly status: number;
  /** The server's word for what was wrong; `no_answer` when there was none. */
  readonly code: string;
  /** What the refusal adds: what a colleague saved meanwhile, which reason it has. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  /** When a limited request may be sent again; null when nothing says so. */
  readonly retryAt: Date | null;

  constructor(parts: {
    status: number;
    error?: ErrorBody['error'] | undefined;
    requestId?: string | null;
    retryAfterS?: number | null;
  }) {
    super(parts.error?.message ?? 'no answer');
    this.status = parts.status;
    this.code = parts.error?.code ?? (parts.status === 0 ? 'no_answer' : 'internal');
    this.details = (parts.error?.details ?? {}) as Readonly<Record<string, unknown>>;
    this.requestId = parts.requestId ?? null;
    this.retryAt = parts.retryAfterS ? new Date(Date.now() + parts.retryAfterS * 1_000) : null;
  }
}
