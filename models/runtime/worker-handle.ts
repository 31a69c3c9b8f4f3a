import { Worker } from 'node:worker_threads';
import type { RunMessage, WorkerMessage, WorkerSetup } from './worker-protocol.ts';

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
    const fromSource = import.meta.url.endsWith('.ts');
    const entry = new URL(fromSource ? './inference-worker.ts' : './inference-worker.js', import.meta.url);
    this.#worker = new Worker(entry, {
      workerData: setup,
      ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
    });
    const gone = (reason: string) => {
      if (this.#gone) return;
      this.#gone = true;
      events.onGone(reason);
    };
    this.#worker.on('message', (message: WorkerMessage) => events.onMessage(message));
    this.#worker.on('error', (error) => gone(error.message));
    this.#worker.on('exit', (code) => gone(`it ended with code ${code}`));
  }

  get threadId(): number {
    return this.#worker.threadId;
  }

  run(message: RunMessage): void {
    this.#worker.postMessage(message);
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}
