import { Worker } from 'node:worker_threads';
import type { ImportAnswer, ImportQuestion, ImportRunner } from '../adapters/http/console/import-runner.ts';
import type { ImportRequest } from '../adapters/shop-import/import-plan.ts';
import { type ErrorCode, MainstayError, OverloadedError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** What a thread is given to do. */
export type ImportTask = { readonly connectionString: string; readonly shopId: string } & (
  | { readonly do: 'preview'; readonly question: ImportQuestion; readonly whole: boolean }
  | {
      readonly do: 'import';
      readonly request: ImportRequest;
      readonly actor: string;
      readonly asked: { readonly request: unknown; readonly fileId: string };
    }
);

/** What it tells; `opened` comes before `done` or `failed`, the others are the last word. */
export type ImportNews =
  | { readonly kind: 'opened'; readonly id: string }
  | { readonly kind: 'answer'; readonly answer: ImportAnswer }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode | null;
      readonly message: string;
      readonly details: object | undefined;
    };

/** Told to a thread that imports: stop at the next checkpoint, to be gone on with. */
export const pauseOrder = 'pause';

const mostPreviews = 3;
const mostImports = 2;
const stopWithinMs = 10_000;

/**
 * Reads and imports files in threads of their own, each with connections of its own; a file of any size needs the
 * memory of a few thousand rows.
 */
export class ImportThreads implements ImportRunner {
  readonly #connectionString: string;
  readonly #logger: Logger;
  readonly #ended: (fileId: string, shopId: string) => void;
  #previews = 0;
  readonly #imports = new Set<Worker>();

  /** @param ended told when an import has ended, however it did. */
  constructor(parts: {
    connectionString: string;
    logger: Logger;
    ended: (fileId: string, shopId: string) => void;
  }) {
    this.#connectionString = parts.connectionString;
    this.#logger = parts.logger;
    this.#ended = parts.ended;
  }

  async preview(
    shopId: string,
    question: ImportQuestion,
    whole: boolean,
    signal: AbortSignal,
  ): Promise<ImportAnswer> {
    if (this.#previews >= mostPreviews)
      throw new OverloadedError('other files are being read just now; try again in a moment', 2);
    this.#previews++;
    const worker = this.#thread({ do: 'preview', shopId, question, whole });
    const cut = () => void worker.terminate();
    signal.addEventListener('abort', cut);
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', (news: ImportNews) => {
          if (news.kind === 'answer') resolve(news.answer);
          if (news.kind === 'failed') reject(errorOf(news));
        });
        worker.once('error', reject);
        worker.once('exit', () => reject(new MainstayError('unavailable', 'nobody waited for the answer')));
      });
    } finally {
      this.#previews--;
      signal.removeEventListener('abort', cut);
      await worker.terminate();
    }
  }

  async start(
    shopId: string,
    request: ImportRequest,
    control: { actor: string; asked: { request: unknown; fileId: string } },
  ): Promise<string> {
    if (this.#imports.size >= mostImports)
      throw new OverloadedError('other imports are running on this server; try again when one has ended', 30);
    const worker = this.#thread({ do: 'import', shopId, request, ...control });
    this.#imports.add(worker);
    worker.once('exit', () => {
      this.#imports.delete(worker);
      this.#ended(control.asked.fileId, shopId);
    });
    return new Promise((resolve, reject) => {
      let opened: string | null = null;
      worker.on('message', (news: ImportNews) => {
        if (news.kind === 'opened') {
          opened = news.id;
          resolve(news.id);
        } else if (news.kind === 'failed') {
          // Why it stopped stands beside the import; what is no sentence for people is for the log.
          if (opened !== null && news.code === null)
            this.#logger.error('an import failed', { shopId, importId: opened, message: news.message });
          reject(errorOf(news));
        }
      });
      worker.once('error', (error) => {
        this.#logger.error('an import failed', { shopId, importId: opened, error });
        reject(error);
      });
    });
  }

  /** Pauses what runs, so that it can be gone on with. */
  async stop(): Promise<void> {
    const running = [...this.#imports];
    const gone = running.map((worker) => new Promise<void>((done) => worker.once('exit', () => done())));
    for (const worker of running) worker.postMessage(pauseOrder);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, stopWithinMs);
    });
    await Promise.race([Promise.all(gone), late]);
    clearTimeout(timer);
    await Promise.all(running.map((worker) => worker.terminate()));
  }

  #thread(task: DistributedOmit<ImportTask, 'connectionString'>): Worker {
    const fromSource = import.meta.url.endsWith('.ts');
    const entry = fromSource ? './import-from-source.js' : './import-worker.js';
    return new Worker(new URL(entry, import.meta.url), {
      workerData: { ...task, connectionString: this.#connectionString } satisfies ImportTask,
    });
  }
}

type DistributedOmit<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;

function errorOf({ code, message, details }: Extract<ImportNews, { kind: 'failed' }>): Error {
  return code === null ? new Error(message) : new MainstayError(code, message, details && { details });
}
