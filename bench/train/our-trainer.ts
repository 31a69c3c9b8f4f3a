import type { BertShape } from '../../models/onnx/bert-encoder.ts';
import type { Weights } from '../../models/onnx/safetensors.ts';
import { type GraphSession, openGraph, type Value } from '../../models/runtime/graph-session.ts';
import { adamWSlot, stepAdamW } from '../../models/train/encoder/adamw.ts';
import { type Example, headFeeds } from '../../models/train/encoder/joint-head.ts';
import { textFeeds } from '../../models/train/encoder/text-feeds.ts';
import type { TrainingSettings } from '../../models/train/encoder/train-encoder.ts';
import { gradientsOf, normOf, type TrainedTensors } from '../../models/train/encoder/trained-tensors.ts';
import { trainingGraph } from '../../models/train/encoder/training-graph.ts';

const padToken = 1;

/** One step of our trainer by itself: forward, backward, clipping, AdamW. */
export class OurTrainer {
  readonly #session: GraphSession;
  readonly #slots: TrainedTensors;
  readonly #settings: TrainingSettings & { readonly classes: number };
  #steps = 0;

  private constructor(
    session: GraphSession,
    slots: TrainedTensors,
    settings: TrainingSettings & { readonly classes: number },
  ) {
    this.#session = session;
    this.#slots = slots;
    this.#settings = settings;
  }

  static async open(
    weights: Weights,
    shape: BertShape,
    settings: TrainingSettings & { readonly classes: number; readonly threads: number },
  ): Promise<OurTrainer> {
    const { model, parameters } = trainingGraph(weights, shape, {
      ...settings,
      anchorWeight: 0,
      disturbed: false,
      maskSeed: settings.seed,
    });
    const slots = new Map(
      parameters.map(({ variable: { name, shape: dims }, data, decays }) => [
        name,
        { ...adamWSlot(data.slice(), decays), shape: dims as readonly number[] },
      ]),
    );
    return new OurTrainer(await openGraph(model, 'cpu', settings.threads), slots, settings);
  }

  async step(rows: readonly Example[]): Promise<{ ms: number; loss: number }> {
    const { classes, adamW, clipNorm } = this.#settings;
    const tasks = [{ name: 'bench', labels: Array.from({ length: classes }, (_, i) => String(i)) }];
    const begun = performance.now();
    const values: Record<string, Value> = {
      ...textFeeds(
        rows.map(({ tokens }) => tokens),
        padToken,
      ),
      ...headFeeds(rows, tasks, 0),
      training: { shape: [], data: true },
    };
    for (const [name, slot] of this.#slots) values[name] = { shape: slot.shape, data: slot.values };
    const results = await this.#session.run(values);
    const gradients = gradientsOf(results, this.#slots.keys());
    const scale = Math.min(1, clipNorm / normOf(gradients));
    this.#steps++;
    for (const [name, slot] of this.#slots)
      stepAdamW(slot, gradients.get(name)!, { learningRate: 1e-5, step: this.#steps, scale }, adamW);
    return { ms: performance.now() - begun, loss: results.loss![0]! };
  }

  close(): Promise<void> {
    return this.#session.release();
  }
}
