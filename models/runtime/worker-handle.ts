import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type RunMessage, stopMessage, type WorkerMessage, type WorkerSetup } from './worker-protocol.ts';

/** A long text on a busy machine; a thread that takes longer is left to the end of the process. */
const longestStopMs = 10_000;

export interface WorkerEvents {
  onMessage(message: WorkerMessage): void;
  /** Once, however the thread ended. */
  onGone(reason: string): void;
}

/** One thread with one session. */
export class WorkerHandle {
  readonly #worker: Worker;
  /** Nobody is told any more. */
  #gone = false;
  #ended = false;

  constructor(setup: WorkerSetup, events: WorkerEvents) {
    this.#worker = startThread(setup);
    const gone = (reason: string) => {
      if (this.#gone) return;
      this.#gone = true;
      events.onGone(reason);
    };
    this.#worker.on('message', (message: WorkerMessage) => {
      if (!this.#gone) events.onMessage(message);
    });
    this.#worker.on('error', (error) => gone(error.message));
    this.#worker.on('exit', (code) => {
      this.#ended = true;
      gone(`it ended with code ${code}`);
    });
  }

  run(message: RunMessage): void {
    this.#worker.postMessage(message);
  }

  /** Lets a run end before its thread. */
  async stop(): Promise<void> {
    // An error ends the thread too, which is all that is waited for.
    const ended = this.#ended ? Promise.resolve() : once(this.#worker, 'exit').catch(() => {});
    this.#worker.ref();
    this.#worker.postMessage(stopMessage);
    await Promise.race([ended, sleep(longestStopMs, undefined, { ref: false })]);
    this.#worker.unref();
  }

  /** Nothing more is heard of it. It ends by itself when its run does, if it ever does. */
  abandon(): void {
    this.#gone = true;
    this.#worker.postMessage(stopMessage);
    this.#worker.unref();
  }

  /** At once: for threads that are in no run. One that is torn down inside native code takes the process with it. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}

function startThread(setup: WorkerSetup): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fromSource ? './worker-from-source.js' : './inference-worker.js';
  return new Worker(new URL(entry, import.meta.url), { workerData: setup });
}
