import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../core/clock.ts';
import type { DevelopmentFigures, RunPoint, RunState } from '../../../core/contracts/runs.ts';
import { UnavailableError } from '../../../core/errors.ts';
import { bestFigure } from './best-figure.ts';
import { appendPoint, curveFileName, readCurve, replaceCurve } from './curve-file.ts';
import { replaceFile } from './replace-file.ts';
import { type RunFile, runFileName, writeRunFile } from './run-file.ts';
import { tensorboardEvents } from './tensorboard-events.ts';

/** A step as a trainer tells of it. */
export interface RunStep {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly learningRate: number;
  /** The newest measurement on development rows; it belongs to this step when its own number says so. */
  readonly latest?: { readonly step: number; readonly development: DevelopmentFigures } | null;
}

/** Points of a curve, beside those of the steps that were evaluated. */
const mostPoints = 2_000;
const eventsPrefix = 'events.out.tfevents.';

/**
 * Writes what a run leaves behind into its folder: run.json, curve.jsonl, a TensorBoard event file. A run that goes on
 * from a checkpoint drops what it had recorded after it, so that the curve is that of one unbroken run.
 */
export class RunRecorder {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #openedMs: number;
  readonly #before: RunFile | null;
  #file: RunFile;
  #curve: RunPoint[];
  /** Seconds of the sittings before; null before this sitting's first step. */
  #secondsBefore: number | null = null;
  #losses: number[] = [];

  /**
   * @param file what run.json is to hold from now on.
   * @param before what it holds; null: there is none.
   */
  constructor(folder: string, file: RunFile, before: RunFile | null, clock: Clock) {
    this.#folder = folder;
    this.#before = before;
    this.#file = file;
    this.#clock = clock;
    this.#openedMs = clock.now().getTime();
    this.#curve = readCurve(folder);
    this.#write(() => {
      mkdirSync(folder, { recursive: true });
      writeRunFile(folder, file);
    });
  }

  /**
   * Records a step; call it after each, once its checkpoint (if it has one) is written.
   * @throws UnavailableError when the record cannot be written; the checkpoint is not touched by that.
   */
  step({ step, steps, loss, learningRate, latest }: RunStep): void {
    const isFirst = this.#secondsBefore === null;
    if (isFirst) this.#goOnFrom(step);
    this.#losses.push(loss);
    const development = latest?.step === step ? latest.development : undefined;
    const every = Math.ceil(steps / mostPoints);
    if (isFirst) this.#file = { ...this.#file, steps };
    if (development || step === steps || step % every === 0) {
      const point: RunPoint = {
        step,
        at: this.#clock.now().toISOString(),
        seconds: this.#seconds(),
        loss: this.#losses.reduce((sum, value) => sum + value, 0) / this.#losses.length,
        learningRate,
        ...(development && { development }),
      };
      this.#losses = [];
      this.#curve.push(point);
      this.#write(() => appendPoint(this.#folder, point));
    }
    if (isFirst || development) this.#save('running', null);
  }

  /** @param figures what was measured at the end; plain JSON. */
  finish(figures: object): void {
    this.#file = { ...this.#file, figures: figures as RunFile['figures'] };
    this.#save('finished', null);
  }

  stop(reason: string | null = null): void {
    this.#save('stopped', reason);
  }

  /** What failed before a step was made leaves everything as it was found. */
  fail(reason: string): void {
    if (this.#secondsBefore !== null) this.#save('failed', reason);
    else if (this.#before) writeRunFile(this.#folder, this.#before);
    else {
      for (const name of [runFileName, curveFileName]) rmSync(join(this.#folder, name), { force: true });
      if (readdirSync(this.#folder).length === 0) rmdirSync(this.#folder);
    }
  }

  #goOnFrom(step: number): void {
    const kept = this.#curve.filter((point) => point.step < step);
    this.#curve = kept;
    // Even if all are kept: the last line may have been cut short.
    this.#write(() => replaceCurve(this.#folder, kept));
    this.#secondsBefore = kept.at(-1)?.seconds ?? 0;
    this.#file = {
      ...this.#file,
      figures: {},
      ...(kept.length === 0 && { startedAt: new Date(this.#openedMs).toISOString() }),
    };
  }

  #seconds(): number {
    const { seconds } = this.#file;
    if (this.#secondsBefore === null) return seconds;
    const here = (this.#clock.now().getTime() - this.#openedMs) / 1000;
    return Math.round((this.#secondsBefore + here) * 1000) / 1000;
  }

  #save(state: RunState, reason: string | null): void {
    this.#file = {
      ...this.#file,
      state,
      reason,
      updatedAt: this.#clock.now().toISOString(),
      seconds: this.#seconds(),
      step: this.#curve.at(-1)?.step ?? 0,
      best: bestFigure(this.#curve, this.#file.metric),
    };
    this.#write(() => {
      writeRunFile(this.#folder, this.#file);
      this.#writeEvents();
    });
  }

  #writeEvents(): void {
    const { startedAt, process } = this.#file;
    const host = process.host.replaceAll(/[^\w-]/g, '-');
    const name = `${eventsPrefix}${Math.floor(Date.parse(startedAt) / 1000)}.${host}`;
    replaceFile(join(this.#folder, name), tensorboardEvents(startedAt, this.#curve));
    // Of a run begun anew, or gone on with on another machine: TensorBoard would draw both.
    for (const other of readdirSync(this.#folder))
      if (other.startsWith(eventsPrefix) && other !== name) rmSync(join(this.#folder, other));
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (cause) {
      throw new UnavailableError(
        `the record of the run cannot be written in ${this.#folder}: ${whyNot(cause)}; no checkpoint was harmed: mend that, then start the same command again, and it goes on from the last one`,
        { cause },
      );
    }
  }
}

function whyNot(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'this user may not write there';
  return message;
}
