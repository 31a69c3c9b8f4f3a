import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type RunMessage, stopMessage, type WorkerMessage, type WorkerSetup } from './worker-protocol.ts';

const longestStopMs = 2_000;

export interface WorkerEvents {
  onMessage(message: WorkerMessage): void;
  /** Once, however the thread ended. */
  onGone(reason: string): void;
}

/** One thread with one session. */
export class WorkerHandle {
  readonly #worker: Worker;
  #gone = false;

  constructor(setup: WorkerSetup, events: WorkerEvents) {
    this.#worker = startThread(setup);
    const gone = (reason: string) => {
      if (this.#gone) return;
      this.#gone = true;
      events.onGone(reason);
    };
    this.#worker.on('message', (message: WorkerMessage) => events.onMessage(message));
    this.#worker.on('error', (error) => gone(error.message));
    this.#worker.on('exit', (code) => gone(`it ended with code ${code}`));
  }

  run(message: RunMessage): void {
    this.#worker.postMessage(message);
  }

  /** Lets a run end before its thread: a thread that is torn down inside native code can take the process with it. */
  async stop(): Promise<void> {
    if (this.#gone) return;
    // An error ends the thread too, which is all that is waited for.
    const ended = once(this.#worker, 'exit').catch(() => {});
    this.#worker.postMessage(stopMessage);
    const late = setTimeout(() => void this.#worker.terminate(), longestStopMs);
    await ended;
    clearTimeout(late);
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}

function startThread(setup: WorkerSetup): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fromSource ? './worker-from-source.js' : './inference-worker.js';
  return new Worker(new URL(entry, import.meta.url), { workerData: setup });
}
