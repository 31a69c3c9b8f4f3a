import { createHash } from 'node:crypto';
import { BadInputError } from '../../../core/errors.ts';
import { gradientName } from '../../autodiff/tape.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { Weights, WeightTensor } from '../../onnx/safetensors.ts';
import { type GraphSession, openGraph, type Value } from '../../runtime/graph-session.ts';
import { type AdamWSettings, type AdamWSlot, adamWSlot, stepAdamW } from './adamw.ts';
import { planBatches } from './batch-plan.ts';
import {
  type HistoryEntry,
  type RunState,
  readBest,
  readCheckpoint,
  writeBest,
  writeCheckpoint,
} from './checkpoint.ts';
import { developmentFigures } from './development-figures.ts';
import { disturbanceFrom } from './disturbance.ts';
import { anchorFeeds, classOffsets, type Example, headFeeds, type Task } from './joint-head.ts';
import { learningRateAt } from './learning-rate.ts';
import { textFeeds } from './text-feeds.ts';
import { type Gradients, gradientsOf, normOf, takeTensors, tensorsToKeep } from './trained-tensors.ts';
import { headBias, headWeight, type Pooling, trainingGraph } from './training-graph.ts';
import type { Tuning } from './tuning.ts';

export interface TrainingSettings {
  readonly tuning: Tuning;
  readonly pooling: Pooling;
  /** Of the distance between sentence vectors and their anchors in the loss; 0 leaves anchors out. */
  readonly anchorWeight: number;
  readonly epochs: number;
  readonly batchSize: number;
  /** Batches whose gradients are averaged into one step. */
  readonly accumulate: number;
  /** Peak, of the encoder's tensors. */
  readonly learningRate: number;
  /** Peak, of the head. */
  readonly headLearningRate: number;
  /** Share of the steps. */
  readonly warmUp: number;
  readonly adamW: AdamWSettings;
  /** Largest norm of the whole gradient; larger ones are scaled down to it. */
  readonly clipNorm: number;
  readonly dropoutRate: number;
  readonly smoothing: number;
  /** Of task sampling, see planBatches. */
  readonly temperature: number;
  /** Length of the step against the word vectors (FGM, Miyato, Dai and Goodfellow 2017); 0 leaves it out. */
  readonly adversarial: number;
  /** Steps between evaluations, which are also the checkpoints. */
  readonly evaluateEvery: number;
  /** Evaluations without a better figure after which a run ends. */
  readonly patience: number;
  readonly seed: string;
}

export interface TrainingRun {
  readonly weights: Weights;
  readonly shape: BertShape;
  readonly padToken: number;
  readonly tasks: readonly Task[];
  readonly examples: readonly Example[];
  /** Never trained on; decides when to stop and which step is kept. Targets are labels' numbers. */
  readonly development: readonly Example[];
  readonly settings: TrainingSettings;
  /** Of the checkpoint; a run that finds one of the same question there goes on. */
  readonly folder: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'cuda';
  /** Told after each step. */
  readonly onStep?: (progress: StepProgress) => void;
  readonly signal?: AbortSignal;
}

export interface StepProgress {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly learningRate: number;
  readonly latest: HistoryEntry | null;
}

export interface TrainedEncoder {
  /** Of the best step: the encoder's trained tensors as in the graph, and the joint head's. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  readonly history: readonly HistoryEntry[];
  readonly best: { readonly step: number; readonly figure: number };
  /** False when the signal stopped it; the checkpoint stays. */
  readonly finished: boolean;
}

/**
 * Fine-tunes an encoder with a joint head. The plan of batches, the initial values and the dropout masks all come from
 * the seed, and a session begins anew at each checkpoint, so that a run that was killed and goes on ends with the same
 * bits as one that was not.
 * @throws BadInputError when the folder holds the checkpoint of another question, and when the loss stops being a number:
 * the checkpoint before stays good.
 */
export async function trainEncoder(run: TrainingRun): Promise<TrainedEncoder> {
  const trainer = new Trainer(run);
  try {
    return await trainer.train();
  } finally {
    await trainer.close();
  }
}

class Trainer {
  readonly #run: TrainingRun;
  readonly #plan: readonly Uint32Array[];
  readonly #steps: number;
  readonly #classes: number;
  readonly #slots = new Map<string, AdamWSlot & { readonly shape: readonly number[] }>();
  #session: GraphSession | null = null;
  #state: RunState;
  /** Since when this sitting's time is not yet in the state. */
  #since = performance.now();

  constructor(run: TrainingRun) {
    this.#run = run;
    const { settings, examples, tasks } = run;
    this.#plan = planBatches(
      examples.map(({ tokens, task }) => ({ length: tokens.length, task })),
      settings,
    );
    this.#steps = Math.floor(this.#plan.length / settings.accumulate);
    if (this.#steps === 0) throw new RangeError('there are too few examples for one step');
    this.#classes = classOffsets(tasks).classes;
    this.#state = { step: 0, fingerprint: fingerprintOf(run), history: [], best: null, seconds: 0 };
  }

  async train(): Promise<TrainedEncoder> {
    const { settings, folder, signal, onStep } = this.#run;
    await this.#openSession(0);
    await this.#resume();
    let losses: number[] = [];
    while (this.#state.step < this.#steps && !this.#isPatienceOver()) {
      if (signal?.aborted) return this.#result(false);
      const step = this.#state.step + 1;
      const loss = await this.#step(step);
      losses.push(loss);
      this.#state = { ...this.#state, step };
      const learningRate = this.#learningRate(step, settings.learningRate);
      if (step % settings.evaluateEvery === 0 || step === this.#steps) {
        await this.#evaluate(losses, learningRate);
        losses = [];
        this.#countTime();
        writeCheckpoint(folder, { state: this.#state, tensors: tensorsToKeep(this.#slots, true) });
        await this.#openSession(step);
      }
      const latest = this.#state.history.at(-1) ?? null;
      onStep?.({ step, steps: this.#steps, loss, learningRate, latest });
    }
    return this.#result(true);
  }

  async close(): Promise<void> {
    await this.#session?.release();
  }

  #countTime(): void {
    const now = performance.now();
    this.#state = { ...this.#state, seconds: this.#state.seconds + (now - this.#since) / 1000 };
    this.#since = now;
  }

  /** @param step after which the session runs: its dropout masks begin there. */
  async #openSession(step: number): Promise<void> {
    const { weights, shape, settings, device, threads } = this.#run;
    await this.#session?.release();
    const { model, parameters } = trainingGraph(weights, shape, {
      ...settings,
      classes: this.#classes,
      disturbed: settings.adversarial > 0,
      maskSeed: `${settings.seed}:masks:${step}`,
    });
    for (const { variable, data, decays } of parameters)
      if (!this.#slots.has(variable.name))
        this.#slots.set(variable.name, {
          ...adamWSlot(data.slice(), decays),
          shape: variable.shape as readonly number[],
        });
    this.#session = await openGraph(model, device, threads);
  }

  async #resume(): Promise<void> {
    const found = readCheckpoint(this.#run.folder);
    if (!found) return;
    if (found.state.fingerprint !== this.#state.fingerprint)
      throw new BadInputError(
        `${this.#run.folder} holds the checkpoint of a run on other data or with other settings: give another folder, or delete it`,
      );
    this.#state = found.state;
    takeTensors(this.#slots, found.tensors);
    await this.#openSession(found.state.step);
  }

  /** One step of the optimiser; returns the mean loss of its batches. */
  async #step(step: number): Promise<number> {
    const { settings } = this.#run;
    const { accumulate, adversarial, clipNorm, adamW } = settings;
    let sums: Gradients | null = null;
    let loss = 0;
    for (let micro = 0; micro < accumulate; micro++) {
      const numbers = this.#plan[(step - 1) * accumulate + micro]!;
      const rows = Array.from(numbers, (i) => this.#run.examples[i]!);
      const first = await this.#runBatch(rows, true);
      loss += first.loss![0]! / accumulate;
      sums = added(sums, first, this.#slots.keys());
      if (adversarial > 0) {
        const disturbance = disturbanceFrom(first[gradientName('disturbance')]!, rows.length, adversarial);
        sums = added(sums, await this.#runBatch(rows, true, disturbance), this.#slots.keys());
      }
    }
    if (!Number.isFinite(loss))
      throw new BadInputError(
        `the loss is no number any more at step ${step}: lower the learning rate (${settings.learningRate}), or look for odd rows; the checkpoint of step ${step - (step % settings.evaluateEvery || settings.evaluateEvery)} is good`,
      );
    const gradients = sums!;
    const norm = normOf(gradients) / accumulate;
    const scale = Math.min(1, clipNorm / Math.max(norm, 1e-12)) / accumulate;
    for (const [name, slot] of this.#slots) {
      const peak =
        name === headWeight || name === headBias ? settings.headLearningRate : settings.learningRate;
      stepAdamW(
        slot,
        gradients.get(name)!,
        { learningRate: this.#learningRate(step, peak), step, scale },
        adamW,
      );
    }
    return loss;
  }

  #learningRate(step: number, peak: number): number {
    const warmUpSteps = Math.round(this.#steps * this.#run.settings.warmUp);
    return learningRateAt(step, { peak, warmUpSteps, steps: this.#steps });
  }

  #runBatch(
    rows: readonly Example[],
    training: boolean,
    disturbance?: Float32Array,
  ): Promise<Readonly<Record<string, Float32Array>>> {
    const { padToken, tasks, settings, shape } = this.#run;
    const text = textFeeds(
      rows.map(({ tokens }) => tokens),
      padToken,
    );
    const values: Record<string, Value> = {
      ...text,
      ...headFeeds(rows, tasks, training ? settings.smoothing : 0),
      ...(settings.anchorWeight > 0 ? anchorFeeds(rows, shape.hidden) : {}),
      training: { shape: [], data: training },
    };
    if (settings.adversarial > 0) {
      const dims = [...text.input_ids.shape, shape.hidden];
      const size = dims.reduce((a, b) => a * b, 1);
      values.disturbance = { shape: dims, data: disturbance ?? new Float32Array(size) };
    }
    for (const [name, slot] of this.#slots) values[name] = { shape: slot.shape, data: slot.values };
    return this.#session!.run(values);
  }

  async #evaluate(losses: readonly number[], learningRate: number): Promise<void> {
    const { tasks, development, folder, settings } = this.#run;
    const figures = await developmentFigures(tasks, development, settings.batchSize, async (rows) => {
      const { logits } = await this.#runBatch(rows, false);
      return logits!;
    });
    const { step, history, best } = this.#state;
    const loss = losses.reduce((sum, value) => sum + value, 0) / Math.max(1, losses.length);
    const entry: HistoryEntry = { step, loss, learningRate, development: figures };
    const all = Object.values(figures);
    const figure = all.reduce((sum, { macroF1 }) => sum + macroF1, 0) / all.length;
    const isBetter = best === null || figure > best.figure;
    if (isBetter) writeBest(folder, tensorsToKeep(this.#slots, false));
    this.#state = {
      ...this.#state,
      history: [...history, entry],
      best: isBetter ? { step, figure } : best,
    };
  }

  #isPatienceOver(): boolean {
    const { history, best } = this.#state;
    return (
      best !== null && history.filter(({ step }) => step > best.step).length >= this.#run.settings.patience
    );
  }

  #result(finished: boolean): TrainedEncoder {
    const { history, best } = this.#state;
    return {
      tensors: best ? readBest(this.#run.folder) : tensorsToKeep(this.#slots, false),
      history,
      best: best ?? { step: 0, figure: 0 },
      finished,
    };
  }
}

/** The gradients of one run, added to those before; the first ones are used where they are. */
function added(
  sums: Gradients | null,
  results: Readonly<Record<string, Float32Array>>,
  names: Iterable<string>,
): Gradients {
  if (!sums) return gradientsOf(results, names);
  for (const [name, sum] of sums) {
    const gradient = results[gradientName(name)]!;
    for (let i = 0; i < sum.length; i++) sum[i]! += gradient[i]!;
  }
  return sums;
}

/** Everything that the course of a run depends on. */
function fingerprintOf({ weights, shape, tasks, examples, development, settings }: TrainingRun): string {
  const hash = createHash('sha256').update(JSON.stringify({ shape, tasks, settings }));
  for (const [name, { data }] of weights) hash.update(name).update(bytesOf(data));
  for (const { tokens, task, target, weight } of [...examples, ...development])
    hash
      .update(bytesOf(tokens))
      .update(`${task}:${weight}:`)
      .update(typeof target === 'number' ? `${target}` : bytesOf(target));
  return hash.digest('hex');
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
