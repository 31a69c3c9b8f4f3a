import type { OutcomeEvent, ShopperAction } from '../../core/contracts/shopper-action.ts';

/** What the shopper sends, under an id of its own: sending it again is safe, the server knows it. */
export interface Outgoing {
  readonly id: string;
  readonly type: 'message' | 'event';
  readonly name?: string;
  readonly text?: string;
  readonly value?: ShopperAction | OutcomeEvent | object;
  readonly locale?: string;
  /** Sent as an upload. A file is not kept over a reload. */
  readonly file?: File;
}

/** Why something could not be sent. `permanent`: the server will not take it however often it is sent. */
export class SendError extends Error {
  readonly permanent: boolean;
  readonly status: number;
  readonly retryAfterMs: number;

  /** @param status HTTP status; 0 when no answer came. */
  constructor(status: number, message: string, retryAfterMs = 0) {
    super(message);
    this.status = status;
    this.permanent = [400, 405, 409, 411, 413, 415, 422].includes(status);
    this.retryAfterMs = retryAfterMs;
  }
}
