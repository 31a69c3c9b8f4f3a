import { SeededRandom } from '../../../core/seeded-random.ts';

/** What the plan must know of an example. */
export interface Sized {
  /** Tokens, after truncation. */
  readonly length: number;
  /** Number of its task, from 0. */
  readonly task: number;
}

export interface PlanSettings {
  /** May be a fraction: of the last epoch only a part. */
  readonly epochs: number;
  readonly batchSize: number;
  /**
   * Tasks are drawn in proportion to (number of examples)^temperature: 1 as they come, 0 all alike. The number of
   * batches is that of the examples in either case.
   */
  readonly temperature: number;
  readonly seed: string;
}

/** Examples of about one length share a batch: padding is paid for like text. Shuffled before in pieces of so many batches. */
const batchesInPiece = 50;

/**
 * All batches of a training run, by the examples' numbers, worked out before the first step: a run that goes on after a
 * kill finds the same plan.
 */
export function planBatches(examples: readonly Sized[], settings: PlanSettings): readonly Uint32Array[] {
  const { epochs, batchSize, temperature, seed } = settings;
  const byTask = new Map<number, number[]>();
  examples.forEach(({ task }, i) => {
    const list = byTask.get(task);
    if (list) list.push(i);
    else byTask.set(task, [i]);
  });
  const tasks = [...byTask.entries()].sort(([a], [b]) => a - b);
  const weights = tasks.map(([, { length }]) => length ** temperature);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const perEpoch = Math.ceil(examples.length / batchSize);
  const streams = tasks.map(([task, list]) => bucketed(list, examples, batchSize, `${seed}:${task}`));
  const plan: Uint32Array[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const part = Math.min(1, epochs - epoch);
    const batches = streams.flatMap((stream, t) => {
      const count = Math.max(1, Math.round((part * perEpoch * weights[t]!) / total));
      return Array.from({ length: count }, () => stream.next().value);
    });
    plan.push(...new SeededRandom(`${seed}:epoch:${epoch}`).shuffle(batches));
  }
  return plan;
}

/** Endless batches of one task: shuffled anew whenever all have been used. */
function* bucketed(
  list: readonly number[],
  examples: readonly Sized[],
  batchSize: number,
  seed: string,
): Generator<Uint32Array, never> {
  for (let round = 0; ; round++) {
    const random = new SeededRandom(`${seed}:${round}`);
    const shuffled = random.shuffle(list);
    const batches: Uint32Array[] = [];
    const piece = batchSize * batchesInPiece;
    for (let from = 0; from < shuffled.length; from += piece) {
      const sorted = shuffled
        .slice(from, from + piece)
        .sort((a, b) => examples[a]!.length - examples[b]!.length);
      for (let at = 0; at < sorted.length; at += batchSize)
        batches.push(Uint32Array.from(sorted.slice(at, at + batchSize)));
    }
    yield* random.shuffle(batches);
  }
}
