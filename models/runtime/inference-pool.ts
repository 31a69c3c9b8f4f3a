import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ModelArtefactError, OverloadedError, UnavailableError } from '../../core/errors.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { afterCudaFailed, chooseDevice, type ModelDevice } from './choose-device.ts';
import type { Inferrer, InferrerStatus } from './inferrer.ts';
import type { LinearHead } from './linear-head.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { Inference, WorkerMessage, WorkerSetup } from './worker-protocol.ts';

export interface InferencePoolOptions {
  readonly encoderPath: string;
  readonly heads?: Readonly<Record<string, LinearHead>>;
  readonly padToken: number;
  /** Default 'cpu'. */
  readonly device?: ModelDevice;
  /** Default: one less than the cores, at least 1. On CUDA always 1, which batches. */
  readonly workers?: number;
  /** Messages that may wait; one more is refused. Default 256. */
  readonly queueLimit?: number;
  /** From asking to answering, the queue included; later it is refused. Default 5,000. */
  readonly timeoutMs?: number;
  /** A run that takes longer hangs: its thread is left alone and a fresh one takes its place. Default 60,000. */
  readonly hangMs?: number;
  /** Rows of one run. Default 1 on a CPU (int8 gains nothing, and batch-mates would change its result), 32 on CUDA. */
  readonly batchSize?: number;
  readonly logger?: Logger;
}

interface Request {
  readonly id: number;
  readonly tokens: Int32Array;
  readonly resolve: (inference: Inference) => void;
  readonly reject: (error: Error) => void;
  timer: NodeJS.Timeout | undefined;
  attempts: number;
  settled: boolean;
}

/** A place in the pool: starting (not ready) -> ready -> (its thread ends) -> starting again. */
interface Slot {
  handle: WorkerHandle;
  ready: boolean;
  running: Request[];
  /** Due when the run has taken too long. */
  watch: NodeJS.Timeout | undefined;
}

const restartWaitsMs = [0, 500, 2_000, 10_000, 30_000];

/**
 * Sentence vectors and heads from worker threads, each with its own session. Requests wait in one queue; a worker gets
 * its next only when it is free, so that a thread that dies takes no more than its one run with it. That run is
 * repeated once on another thread; a run that kills two threads is refused.
 */
export class InferencePool implements Inferrer {
  readonly #setup: WorkerSetup;
  readonly #queueLimit: number;
  readonly #timeoutMs: number;
  readonly #hangMs: number;
  readonly #batchSize: number;
  readonly #logger: Logger;
  readonly #slots = new Set<Slot>();
  /** Threads in a run that nobody waits for any more. */
  readonly #left = new Set<WorkerHandle>();
  readonly #queue: Request[] = [];
  readonly #stopping = new AbortController();
  #nextId = 1;
  #failedStarts = 0;

  private constructor(setup: WorkerSetup, options: InferencePoolOptions) {
    this.#setup = setup;
    this.#queueLimit = options.queueLimit ?? 256;
    this.#timeoutMs = options.timeoutMs ?? 5_000;
    this.#hangMs = options.hangMs ?? 60_000;
    this.#batchSize = options.batchSize ?? (setup.device === 'cuda' ? 32 : 1);
    this.#logger = options.logger ?? silentLogger;
  }

  /**
   * Resolves when every worker has its session.
   * @throws ModelArtefactError when the encoder does not load; ConfigurationError when CUDA was asked for and is not there.
   */
  static async start(options: InferencePoolOptions): Promise<InferencePool> {
    const wanted = options.device ?? 'cpu';
    let device = chooseDevice(wanted);
    for (;;) {
      const { encoderPath, heads = {}, padToken } = options;
      const pool = new InferencePool({ encoderPath, heads, padToken, device }, options);
      const count = device === 'cuda' ? 1 : (options.workers ?? Math.max(1, availableParallelism() - 1));
      try {
        await Promise.all(Array.from({ length: count }, () => pool.#startWorker()));
        return pool;
      } catch (cause) {
        await pool.close();
        const reason = cause instanceof Error ? cause.message : String(cause);
        if (device === 'cpu') {
          throw new ModelArtefactError(`the encoder ${encoderPath} does not load: ${reason}`, { cause });
        }
        device = afterCudaFailed(wanted, reason, options.logger ?? silentLogger);
      }
    }
  }

  /** What the models make of one tokenised text. @throws OverloadedError, UnavailableError. */
  infer(tokens: Int32Array): Promise<Inference> {
    if (this.#stopping.signal.aborted) {
      return Promise.reject(new UnavailableError('the models are stopped'));
    }
    if (this.#queue.length >= this.#queueLimit) {
      return Promise.reject(
        new OverloadedError(`${this.#queue.length} messages already wait for a model; try again soon`, 1),
      );
    }
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const request: Request = { id, tokens, resolve, reject, timer: undefined, attempts: 0, settled: false };
      request.timer = setTimeout(() => this.#timeOut(request), this.#timeoutMs);
      this.#queue.push(request);
      this.#dispatch();
    });
  }

  /** For readiness and metrics. */
  get status(): InferrerStatus {
    const slots = [...this.#slots];
    return {
      device: this.#setup.device,
      ready: slots.filter((slot) => slot.ready).length,
      workers: slots.length,
      running: slots.reduce((sum, slot) => sum + slot.running.length, 0),
      queued: this.#queue.length,
    };
  }

  /** For fault tests: ends one thread as a crash would. */
  async killOneWorker(): Promise<void> {
    const [slot] = this.#slots;
    await slot?.handle.terminate();
  }

  /** Ends the threads; what still waits is rejected. */
  async close(): Promise<void> {
    this.#stopping.abort();
    const slots = [...this.#slots];
    const open = [...this.#queue.splice(0), ...slots.flatMap((slot) => slot.running.splice(0))];
    for (const request of open) settle(request, new UnavailableError('the models were stopped'));
    const handles = [...slots.map(({ handle }) => handle), ...this.#left];
    await Promise.all(handles.map((handle) => handle.stop()));
  }

  #startWorker(): Promise<void> {
    return new Promise((resolve, reject) => {
      const slot: Slot = {
        ready: false,
        running: [],
        watch: undefined,
        handle: new WorkerHandle(this.#setup, {
          onMessage: (message) => {
            if (message.kind === 'unusable') {
              reject(new Error(message.reason));
              void slot.handle.terminate();
              return;
            }
            if (message.kind === 'ready') {
              slot.ready = true;
              this.#failedStarts = 0;
              resolve();
            } else this.#finish(slot, message);
            this.#dispatch();
          },
          onGone: (reason) => {
            reject(new Error(reason));
            this.#lose(slot, reason);
          },
        }),
      };
      this.#slots.add(slot);
    });
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (this.#queue.length === 0) return;
      if (!slot.ready || slot.running.length > 0) continue;
      slot.running = this.#queue.splice(0, this.#batchSize);
      slot.watch = setTimeout(() => this.#leave(slot), this.#hangMs);
      slot.watch.unref();
      slot.handle.run({ rows: slot.running.map(({ id, tokens }) => ({ id, tokens })) });
    }
  }

  #finish(slot: Slot, message: Extract<WorkerMessage, { kind: 'done' | 'failed' }>): void {
    clearTimeout(slot.watch);
    const requests = slot.running.splice(0);
    if (message.kind === 'failed') {
      const error = new UnavailableError(`the models failed on this message: ${message.reason}`);
      for (const request of requests) settle(request, error);
      return;
    }
    for (const { id, ...inference } of message.results) {
      const request = requests.find((candidate) => candidate.id === id);
      if (request) settle(request, inference);
    }
  }

  /** Its run goes back to the head of the queue, once; its place is filled again. */
  #lose(slot: Slot, reason: string): void {
    const wasReady = slot.ready;
    clearTimeout(slot.watch);
    this.#slots.delete(slot);
    if (this.#stopping.signal.aborted) return;
    for (const request of slot.running.splice(0).reverse()) {
      request.attempts++;
      if (request.settled) continue;
      if (request.attempts > 1) {
        settle(request, new UnavailableError('two model workers ended while they ran this message'));
      } else this.#queue.unshift(request);
    }
    if (!wasReady) return;
    this.#logger.error('a model worker ended and is replaced', { reason });
    void this.#replace();
    this.#dispatch();
  }

  async #replace(): Promise<void> {
    for (;;) {
      const waitMs = restartWaitsMs[Math.min(this.#failedStarts, restartWaitsMs.length - 1)]!;
      try {
        if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.#stopping.signal });
        if (this.#stopping.signal.aborted) return;
        await this.#startWorker();
        return;
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#failedStarts++;
        this.#logger.error('a model worker does not start', { reason: String(error) });
      }
    }
  }

  #timeOut(request: Request): void {
    const at = this.#queue.indexOf(request);
    const late = `no model answered within ${this.#timeoutMs} ms`;
    // What only waited is no harder than others: its sender may try it again as often as there is no room.
    settle(request, at >= 0 ? new OverloadedError(late, 1) : new UnavailableError(late));
    // One that runs is left to its thread: on a busy machine it has waited for most of its time, and that is no fault.
    if (at >= 0) this.#queue.splice(at, 1);
  }

  /** A fresh thread serves the others. The old one is not ended: it is in native code, which would end the process. */
  #leave(slot: Slot): void {
    slot.handle.abandon();
    this.#left.add(slot.handle);
    this.#lose(slot, `a run did not end within ${this.#hangMs} ms`);
  }
}

function settle(request: Request, outcome: Inference | Error): void {
  if (request.settled) return;
  request.settled = true;
  clearTimeout(request.timer);
  if (outcome instanceof Error) request.reject(outcome);
  else request.resolve(outcome);
}
