import { SeededRandom } from '../../../core/seeded-random.ts';
import type { TrainingSettings } from '../encoder/train-encoder.ts';
import { type TuneMethod, tuningRecipes } from './tuning-recipe.ts';

/** What a shop may set of a tuning run, and what a search looks for. */
export interface TuningSettings {
  readonly method: TuneMethod;
  readonly epochs: number;
  readonly learningRate: number;
  /** Of the low-rank updates; of no account in full. */
  readonly rank: number;
  readonly dropoutRate: number;
  readonly smoothing: number;
  /** Length of the step against the word vectors; 0 leaves it out, else a step takes twice as long. */
  readonly adversarial: number;
  /** Copies with typing mistakes, as a share of the rows. */
  readonly noise: number;
}

/** The settings that a run has unless told otherwise. */
export function usualSettings(method: TuneMethod): TuningSettings {
  const { epochs, learningRate, dropoutRate, smoothing, adversarial } = tuningRecipes[method];
  return { method, epochs, learningRate, rank: 16, dropoutRate, smoothing, adversarial, noise: 0 };
}

/** For the trainer. */
export function trainingSettings(
  settings: TuningSettings,
  seed: string,
): Omit<TrainingSettings, 'evaluateEvery'> {
  const { method, rank, noise: _, ...rest } = settings;
  const recipe = tuningRecipes[method];
  const { tuning } = recipe;
  return {
    ...recipe,
    ...rest,
    tuning: tuning.method === 'lora' ? { ...tuning, rank, alpha: 2 * rank } : tuning,
    seed,
  };
}

/** Settings to search among: the usual ones, and others drawn around them. */
export function drawSettings(method: TuneMethod, count: number, seed: string): TuningSettings[] {
  const random = new SeededRandom(seed);
  const usual = usualSettings(method);
  const drawn = Array.from(
    { length: count - 1 },
    (): TuningSettings => ({
      ...usual,
      // Over a factor of three either way.
      learningRate: Number((usual.learningRate * 3 ** (2 * random.next() - 1)).toPrecision(2)),
      rank: random.pick([8, 16, 32]),
      dropoutRate: random.pick([0, 0.1, 0.2]),
      smoothing: random.pick([0, 0.05, 0.1]),
      adversarial: random.pick([0, 0, 0.5]),
      noise: random.pick([0, 0, 0.3]),
    }),
  );
  return [usual, ...drawn];
}
