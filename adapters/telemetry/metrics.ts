import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TurnMetrics, TurnStep } from '../../bot/ports/turn-metrics.ts';

/** Readings that are taken when Prometheus asks. */
export interface MetricSources {
  turnBacklog(): number;
  models(): ModelReadings;
  openSockets(): number;
  /** From the database: totals since the beginning, and the age of the oldest undelivered outbox row. */
  storeReadings(): Promise<StoreReadings>;
}

/** Of the models of this replica. */
export interface ModelReadings {
  readonly version: string;
  /** That reads a share of the conversations. */
  readonly trial: string | null;
  readonly device: string;
  readonly ready: number;
  readonly running: number;
  readonly queued: number;
  readonly server?: { readonly answered: number; readonly failed: number; readonly resting: boolean };
}

export interface StoreReadings {
  readonly decisions: readonly { kind: string; slice: string; action: string; count: number }[];
  readonly grants: readonly { state: string; count: number }[];
  readonly outboxAgeS: number;
}

const millisecondBuckets = [0.5, 1, 2, 5, 10, 15, 20, 30, 50, 75, 100, 200, 500, 1000, 5000];

/** The Prometheus metrics of one replica; names start with `mainstay_`. */
export class Metrics implements TurnMetrics {
  readonly registry = new Registry();
  readonly #steps: Histogram<'step'>;
  readonly #turns: Counter<'result'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    this.#steps = new Histogram({
      name: 'mainstay_turn_step_milliseconds',
      help: 'Milliseconds of a turn by step; step "understand" is the models',
      labelNames: ['step'],
      buckets: millisecondBuckets,
      registers,
    });
    this.#turns = new Counter({
      name: 'mainstay_turns_total',
      help: 'Turns by result',
      labelNames: ['result'],
      registers,
    });
  }

  observeStep(step: TurnStep, milliseconds: number): void {
    this.#steps.observe({ step }, milliseconds);
  }

  countTurn(result: 'answered' | 'retried' | 'failed' | 'refused'): void {
    this.#turns.inc({ result });
  }

  /** Adds the readings that others hold; call once. */
  watch(sources: MetricSources): void {
    const registers = [this.registry];
    const reading = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    reading('mainstay_turn_backlog', 'Messages stored here and not yet answered', () =>
      sources.turnBacklog(),
    );
    this.#watchModels(sources.models, reading);
    reading('mainstay_open_sockets', 'Direct Line streams open at this replica', () => sources.openSockets());

    const decisions = new Gauge({
      name: 'mainstay_decisions',
      help: 'Decisions in the log by kind, slice and action, over all replicas',
      labelNames: ['kind', 'slice', 'action'],
      registers,
    });
    const grants = new Gauge({
      name: 'mainstay_grants',
      help: 'Grants by state, over all replicas',
      labelNames: ['state'],
      registers,
    });
    new Gauge({
      name: 'mainstay_outbox_age_seconds',
      help: 'Age of the oldest outbox row that was not delivered',
      registers,
      async collect() {
        const readings = await sources.storeReadings();
        decisions.reset();
        for (const { kind, slice, action, count } of readings.decisions) {
          decisions.set({ kind, slice, action }, count);
        }
        grants.reset();
        for (const { state, count } of readings.grants) grants.set({ state }, count);
        this.set(readings.outboxAgeS);
      },
    });
  }

  #watchModels(
    models: () => ModelReadings,
    reading: (name: string, help: string, read: () => number) => void,
  ): void {
    reading('mainstay_inference_queue', 'Texts that wait for an inference worker', () => models().queued);
    reading('mainstay_inference_running', 'Texts that models read at this moment', () => models().running);
    reading('mainstay_inference_workers_ready', 'Inference threads with a session', () => models().ready);
    new Gauge({
      name: 'mainstay_model_info',
      help: 'Always 1; the version of the models, where they run, and whether they serve or are on trial',
      labelNames: ['version', 'device', 'role'],
      registers: [this.registry],
      collect() {
        const { version, trial, device } = models();
        this.reset();
        this.set({ version, device, role: 'main' }, 1);
        if (trial !== null) this.set({ version: trial, device, role: 'trial' }, 1);
      },
    });
    if (!models().server) return;
    reading(
      'mainstay_model_server_answers',
      'Texts that the model server has read',
      () => models().server!.answered,
    );
    reading(
      'mainstay_model_server_failures',
      'Texts that it failed on; the local models read them',
      () => models().server!.failed,
    );
    reading('mainstay_model_server_resting', '1 while it is left alone after a failure', () =>
      Number(models().server!.resting),
    );
  }
}
