import type { Encoding } from './encoder-session.ts';
import type { LinearHead } from './linear-head.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly encoderPath: string;
  readonly device: 'cpu' | 'cuda';
  readonly heads: Readonly<Record<string, LinearHead>>;
  /** Fills up shorter rows of a batch; the mask hides it. */
  readonly padToken: number;
}

/** Pool to worker: run these rows as one batch. */
export interface RunMessage {
  readonly rows: readonly { readonly id: number; readonly tokens: Int32Array }[];
}

/** Pool to worker: release the session and end. */
export const stopMessage = 'stop';

export interface Inference extends Encoding {
  /** Probabilities by head, in the order of the head's labels. */
  readonly heads: Readonly<Record<string, Float32Array>>;
  /** Time of the batch in the worker. */
  readonly milliseconds: number;
}

/** Worker to pool. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'done'; readonly results: readonly ({ readonly id: number } & Inference)[] }
  | { readonly kind: 'failed'; readonly ids: readonly number[]; readonly reason: string };
