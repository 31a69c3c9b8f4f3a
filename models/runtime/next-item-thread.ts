import { Worker } from 'node:worker_threads';
import { UnavailableError } from '../../core/errors.ts';
import type { NextItemAnswer, NextItemModel, NextItemRequest } from './next-item-protocol.ts';
import type { NextItemScore } from './next-item-session.ts';

/** A model that the thread has open. */
export interface OpenNextItem {
  /** @throws UnavailableError when the thread does not answer in time, or has ended since. */
  score(history: readonly string[], limit: number): Promise<readonly NextItemScore[]>;
  close(): Promise<void>;
}

/** Without what it tells by its kind. */
type Request = NextItemRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

interface Waiting {
  resolve(scores: readonly NextItemScore[]): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** Opening reads megabytes and builds an index. */
const openTimeoutMs = 30_000;

/**
 * One thread for the next-item models of all shops, begun with the first. When it ends, what waits is refused and its
 * models are lost; the next one that is opened begins another.
 */
export class NextItemThread {
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #nextId = 1;

  /** @param timeoutMs of one scoring; somebody waits for a reply. */
  constructor({ timeoutMs = 500 }: { timeoutMs?: number } = {}) {
    this.#timeoutMs = timeoutMs;
  }

  /** @throws UnavailableError when it does not open. */
  async open(model: NextItemModel): Promise<OpenNextItem> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const opened = await this.#ask({ kind: 'open', model }, openTimeoutMs).then(({ id }) => id);
    const stillThere = () => {
      if (this.#worker !== worker) throw new UnavailableError('the thread of the next-item models has ended');
    };
    return {
      score: async (history, limit) => {
        stillThere();
        return (await this.#ask({ kind: 'score', opened, history, limit }, this.#timeoutMs)).scores;
      },
      close: async () => {
        if (this.#worker === worker) await this.#ask({ kind: 'close', opened }, openTimeoutMs);
      },
    };
  }

  /** For fault tests, and at the end: the thread is ended, what waits is refused. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(request: Request, timeoutMs: number): Promise<{ id: number; scores: readonly NextItemScore[] }> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new UnavailableError(`the next-item model did not answer within ${timeoutMs} ms`));
      }, timeoutMs);
      timer.unref();
      this.#waiting.set(id, { resolve: (scores) => resolve({ id, scores }), reject, timer });
      this.#worker!.postMessage({ ...request, id });
    });
  }

  #start(): Worker {
    const worker = import.meta.url.endsWith('.ts')
      ? new Worker(new URL('./worker-from-source.js', import.meta.url), {
          workerData: { entry: './next-item-worker.ts' },
        })
      : new Worker(new URL('./next-item-worker.js', import.meta.url));
    worker.unref();
    worker.on('message', (answer: NextItemAnswer) => this.#settle(answer));
    // An error is followed by the exit.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const id of [...this.#waiting.keys()])
        this.#settle({ id, reason: 'the thread of the next-item models has ended' });
    });
    return worker;
  }

  #settle(answer: NextItemAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('scores' in answer) waiting.resolve(answer.scores);
    else waiting.reject(new UnavailableError(`the next-item model cannot be asked: ${answer.reason}`));
  }
}
