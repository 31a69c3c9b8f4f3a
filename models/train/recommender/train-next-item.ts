import { BadInputError } from '../../../core/errors.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { gradientName } from '../../autodiff/tape.ts';
import type { WeightTensor } from '../../onnx/safetensors.ts';
import { type GraphSession, openGraph, type Value } from '../../runtime/graph-session.ts';
import { type AdamWSlot, adamWSlot, defaultAdamW, stepAdamW } from '../encoder/adamw.ts';
import { readBest, readCheckpoint, writeBest, writeCheckpoint } from '../encoder/checkpoint.ts';
import { learningRateAt } from '../encoder/learning-rate.ts';
import { takeTensors, tensorsToKeep } from '../encoder/trained-tensors.ts';
import { nextItemFigures } from './next-item-figures.ts';
import { nextItemFingerprint } from './next-item-fingerprint.ts';
import { nextItemScoringGraph, nextItemTrainingGraph } from './next-item-graph.ts';
import type { NextItemEpoch, NextItemFigures, NextItemProgress, NextItemRun } from './next-item-run.ts';
import type { NextItemShape } from './next-item-shape.ts';
import { planSequences } from './plan-sequences.ts';
import { nextItemFeeds, type Sequence } from './sequence-feeds.ts';

export interface TrainedNextItem {
  readonly shape: NextItemShape;
  /** Of the best epoch, or of the last one without development cases. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  readonly history: readonly NextItemEpoch[];
  readonly bestEpoch: number;
  /** False when the signal stopped it; the checkpoint stays. */
  readonly finished: boolean;
}

interface RunState {
  readonly epoch: number;
  readonly step: number;
  readonly fingerprint: string;
  readonly history: readonly NextItemEpoch[];
  readonly best: { readonly epoch: number; readonly figure: number } | null;
}

/**
 * Trains a next-item model by softmax cross-entropy over all products, from every place of every sequence. Batches,
 * beginnings and masks all come from the seed, and a session begins anew with each epoch, whose end is a checkpoint: a
 * run that was killed and goes on ends with the same bits as one that was not.
 * @throws RangeError when there is nothing to learn from; BadInputError when the loss stops being a number.
 */
export async function trainNextItem(run: NextItemRun): Promise<TrainedNextItem> {
  const trainer = new Trainer(run);
  try {
    return await trainer.train();
  } finally {
    await trainer.close();
  }
}

class Trainer {
  readonly #run: NextItemRun;
  readonly #shape: NextItemShape;
  readonly #teaching: readonly Sequence[];
  readonly #lengths: readonly number[];
  readonly #slots = new Map<string, AdamWSlot & { readonly shape: readonly number[] }>();
  #training: GraphSession | null = null;
  #scoring: GraphSession | null = null;
  #state: RunState;
  #stepsHere = 0;
  #latestStep: Omit<NextItemProgress, 'latest'> | null = null;

  constructor(run: NextItemRun) {
    const { sequences, items, text, settings } = run;
    this.#run = run;
    this.#shape = {
      items,
      positions: settings.positions,
      width: settings.width,
      layers: settings.layers,
      heads: settings.heads,
      inner: 4 * settings.width,
      textWidth: text?.width ?? 0,
    };
    this.#teaching = sequences.filter(({ length }) => length > 1);
    if (this.#teaching.length === 0) throw new RangeError('nobody bought two products');
    this.#lengths = this.#teaching.map(({ length }) => Math.min(length - 1, settings.positions));
    this.#state = { epoch: 0, step: 0, fingerprint: nextItemFingerprint(run), history: [], best: null };
  }

  async train(): Promise<TrainedNextItem> {
    const { settings, folder, signal, development, stopAfterEpoch = settings.epochs } = this.#run;
    this.#scoring = await openGraph(
      nextItemScoringGraph(this.#shape, this.#run.text?.vectors ?? null),
      'cpu',
      this.#run.threads,
    );
    await this.#openTraining();
    if (this.#resume()) await this.#openTraining();
    while (this.#state.epoch < stopAfterEpoch && !this.#isPatienceOver()) {
      const loss = await this.#epoch();
      if (loss === null || signal?.aborted) return this.#result(false);
      const figures = development.length > 0 ? await this.#figures() : null;
      this.#remember(loss, figures);
      writeCheckpoint(folder, { state: this.#state, tensors: tensorsToKeep(this.#slots, true) });
      await this.#openTraining();
      this.#tell();
    }
    return this.#result(true);
  }

  async close(): Promise<void> {
    await this.#training?.release();
    await this.#scoring?.release();
  }

  async #openTraining(): Promise<void> {
    const { settings, text, threads } = this.#run;
    await this.#training?.release();
    this.#training = null;
    const { model, tensors } = nextItemTrainingGraph(this.#shape, text?.vectors ?? null, {
      dropoutRate: settings.dropoutRate,
      seed: settings.seed,
      maskSeed: `${settings.seed}:masks:${this.#state.epoch}`,
    });
    for (const { name, shape, data } of tensors)
      if (!this.#slots.has(name)) this.#slots.set(name, { ...adamWSlot(data, shape.length > 1), shape });
    this.#training = await openGraph(model, 'cpu', threads);
  }

  #resume(): boolean {
    const found = readCheckpoint<RunState>(this.#run.folder);
    if (found?.state.fingerprint !== this.#state.fingerprint) return false;
    this.#state = found.state;
    takeTensors(this.#slots, found.tensors);
    return true;
  }

  /** The mean loss of one epoch's steps; null when the signal broke it off. */
  async #epoch(): Promise<number | null> {
    const { settings, signal } = this.#run;
    const epoch = this.#state.epoch + 1;
    const seed = `${settings.seed}:epoch:${epoch}`;
    const plan = planSequences(this.#lengths, settings.batchSize, seed);
    const cold = new SeededRandom(`${seed}:cold`);
    // Batches are cut by length, so that epochs differ by a few: the way of the learning rate is told by the first one's.
    const steps = plan.length * (this.#run.stopAfterEpoch ?? settings.epochs);
    let sum = 0;
    for (const [i, batch] of plan.entries()) {
      if (signal?.aborted) return null;
      const progress = (epoch - 1 + i / plan.length) / settings.epochs;
      const learningRate = this.#learningRate(progress);
      const loss = await this.#step(batch, cold, learningRate);
      sum += loss;
      this.#stepsHere++;
      const step = (epoch - 1) * plan.length + i + 1;
      this.#latestStep = { step, steps, stepsHere: this.#stepsHere, loss, learningRate };
      if (i < plan.length - 1) this.#tell();
    }
    return sum / plan.length;
  }

  #tell(): void {
    const latest = this.#state.history.at(-1) ?? null;
    this.#run.onStep?.({ ...this.#latestStep!, latest });
  }

  async #step(batch: Uint32Array, cold: SeededRandom, learningRate: number): Promise<number> {
    const { settings, text } = this.#run;
    const rows = Array.from(batch, (i) => this.#teaching[i]!);
    const results = await this.#training!.run({
      ...nextItemFeeds(rows, settings.positions),
      ...this.#values(),
      ...(text ? { kept: this.#kept(cold) } : {}),
      training: { shape: [], data: true },
    });
    const loss = results.loss![0]!;
    const step = this.#state.step + 1;
    if (!Number.isFinite(loss))
      throw new BadInputError(
        `the loss is no number any more at step ${step}: lower the learning rate (${settings.learningRate}); the checkpoint of epoch ${this.#state.epoch} is good`,
      );
    const adamW = { ...defaultAdamW, weightDecay: settings.weightDecay };
    for (const [name, slot] of this.#slots)
      stepAdamW(slot, results[gradientName(name)]!, { learningRate, step, scale: 1 }, adamW);
    this.#state = { ...this.#state, step };
    return loss;
  }

  /** Products stand on their text alone now and then, or those that come later would be scored by nothing. */
  #kept(random: SeededRandom): Value {
    const { coldRate } = this.#run.settings;
    const data = Float32Array.from({ length: this.#shape.items }, () => (random.next() < coldRate ? 0 : 1));
    return { shape: [this.#shape.items, 1], data };
  }

  /** @param progress share of all epochs that is done. */
  #learningRate(progress: number): number {
    const { learningRate: peak, warmUp } = this.#run.settings;
    const steps = 100_000;
    return learningRateAt(Math.floor(progress * steps) + 1, { peak, warmUpSteps: steps * warmUp, steps });
  }

  #figures(): Promise<NextItemFigures> {
    const { development, settings } = this.#run;
    return nextItemFigures(development, settings.positions, async (feeds) => {
      const { scores } = await this.#scoring!.run({ ...feeds, ...this.#values() });
      return scores!;
    });
  }

  #values(): Record<string, Value> {
    return Object.fromEntries(
      [...this.#slots].map(([name, { shape, values }]) => [name, { shape, data: values }]),
    );
  }

  #remember(loss: number, development: NextItemFigures | null): void {
    const epoch = this.#state.epoch + 1;
    const { history, best } = this.#state;
    const learningRate = this.#learningRate(epoch / this.#run.settings.epochs);
    const isBetter = development !== null && (best === null || development.ndcg10 > best.figure);
    if (isBetter) writeBest(this.#run.folder, tensorsToKeep(this.#slots, false));
    this.#state = {
      ...this.#state,
      epoch,
      history: [...history, { epoch, loss, learningRate, development }],
      best: isBetter ? { epoch, figure: development.ndcg10 } : best,
    };
  }

  #isPatienceOver(): boolean {
    const { epoch, best } = this.#state;
    return best !== null && epoch - best.epoch >= this.#run.settings.patience;
  }

  #result(finished: boolean): TrainedNextItem {
    const { history, best, epoch } = this.#state;
    return {
      shape: this.#shape,
      tensors: best ? readBest(this.#run.folder) : tensorsToKeep(this.#slots, false),
      history,
      bestEpoch: best?.epoch ?? epoch,
      finished,
    };
  }
}
