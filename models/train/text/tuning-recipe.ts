import { defaultAdamW } from '../encoder/adamw.ts';
import type { TrainingSettings } from '../encoder/train-encoder.ts';
import { loraTargets } from '../encoder/tuning.ts';

export type TuneMethod = 'lora' | 'full';

const common = {
  pooling: 'both',
  anchorWeight: 0,
  batchSize: 32,
  accumulate: 1,
  warmUp: 0.1,
  adamW: defaultAdamW,
  clipNorm: 1,
  dropoutRate: 0.1,
  smoothing: 0.1,
  temperature: 1,
  adversarial: 0,
  patience: 4,
} as const;

/**
 * The second pass of a shop's own classifier. Low-rank updates want a larger step and more passes than training in full
 * (Hu et al. 2021; Mosbach, Andriushchenko and Klakow 2021 on warm-up and many epochs for small sets).
 */
export const tuningRecipes: Readonly<Record<TuneMethod, Omit<TrainingSettings, 'evaluateEvery' | 'seed'>>> = {
  lora: {
    ...common,
    tuning: { method: 'lora', rank: 16, alpha: 32, targets: loraTargets },
    epochs: 12,
    learningRate: 1e-3,
    headLearningRate: 3e-3,
  },
  full: {
    ...common,
    tuning: { method: 'full', words: false },
    epochs: 10,
    learningRate: 1e-4,
    headLearningRate: 2e-3,
  },
};
