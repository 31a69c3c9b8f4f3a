import { type Logger, silentLogger } from '../../core/logger.ts';
import type { Inferrer, InferrerStatus } from './inferrer.ts';
import { type LinearHead, readBy, scoreHead } from './linear-head.ts';
import type { OpenInferenceClient } from './open-inference-client.ts';
import type { Inference } from './worker-protocol.ts';

export interface RemoteFirstOptions {
  readonly client: OpenInferenceClient;
  /** Answers while the server does not. */
  readonly local: Inferrer;
  readonly heads: Readonly<Record<string, LinearHead>>;
  /** Texts at the server at once; more go to the local models. */
  readonly limit?: number;
  /** How long the server is left alone after it failed, at first; twice as long each time, up to a minute. */
  readonly restMs?: number;
  /** Milliseconds of a clock that only goes forward; default the process's. */
  readonly now?: () => number;
  readonly logger?: Logger;
}

const longestRestMs = 60_000;

/**
 * Asks a model server, and the local models where it fails, is busy, or is at rest after a failure: no message waits for
 * a server that is down more than once. Both have the same encoder version, so that it does not matter who answered.
 */
export class RemoteFirst implements Inferrer {
  readonly #options: RemoteFirstOptions;
  readonly #logger: Logger;
  readonly #now: () => number;
  #running = 0;
  #answered = 0;
  #failed = 0;
  #failures = 0;
  #restUntil = 0;

  constructor(options: RemoteFirstOptions) {
    this.#options = options;
    this.#logger = options.logger ?? silentLogger;
    this.#now = options.now ?? (() => performance.now());
  }

  async infer(tokens: Int32Array): Promise<Inference> {
    const { local, limit = 64 } = this.#options;
    if (this.#running >= limit || this.#now() < this.#restUntil) return local.infer(tokens);
    return (await this.#remote(tokens)) ?? local.infer(tokens);
  }

  get status(): InferrerStatus {
    const { local } = this.#options;
    const { device, ready, workers, running, queued } = local.status;
    return {
      device,
      ready,
      workers,
      queued,
      running: running + this.#running,
      server: {
        answered: this.#answered,
        failed: this.#failed,
        resting: this.#now() < this.#restUntil,
      },
    };
  }

  close(): Promise<void> {
    return this.#options.local.close();
  }

  /** Null when the server failed. */
  async #remote(tokens: Int32Array): Promise<Inference | null> {
    const { client, heads } = this.#options;
    const begun = performance.now();
    this.#running++;
    try {
      const encoding = await client.encode(tokens);
      if (this.#failures > 0) this.#logger.info('the model server answers again');
      this.#failures = 0;
      this.#answered++;
      return {
        ...encoding,
        heads: Object.fromEntries(
          Object.entries(heads).map(([name, head]) => [name, scoreHead(head, readBy(head, encoding))]),
        ),
        milliseconds: performance.now() - begun,
      };
    } catch (error) {
      this.#failed++;
      this.#rest(error);
      return null;
    } finally {
      this.#running--;
    }
  }

  /** Several that fail together count once. */
  #rest(error: unknown): void {
    if (this.#now() < this.#restUntil) return;
    const { restMs = 1_000 } = this.#options;
    const wait = Math.min(longestRestMs, restMs * 2 ** this.#failures);
    this.#failures++;
    this.#restUntil = this.#now() + wait;
    this.#logger.warn('the model server failed; the local models answer', { error, restMs: wait });
  }
}
