import { defaultAdamW } from '../encoder/adamw.ts';
import type { TrainingSettings } from '../encoder/train-encoder.ts';

/** Tokens of a training text at most: longer ones keep beginning and end, as in service. */
export const trainingTokens = 80;

/** The recipe of the shipped encoder; docs/models.md says what was tried. */
export const encoderRecipe: TrainingSettings = {
  tuning: { method: 'full', words: false },
  pooling: 'both',
  anchorWeight: 10,
  epochs: 1.5,
  batchSize: 48,
  accumulate: 1,
  learningRate: 5e-5,
  // A task's head moves in its own steps alone, one in ten: it needs large ones.
  headLearningRate: 5e-3,
  warmUp: 0.06,
  adamW: defaultAdamW,
  clipNorm: 1,
  dropoutRate: 0.1,
  smoothing: 0.05,
  temperature: 0.6,
  adversarial: 0,
  evaluateEvery: 300,
  patience: 99,
  seed: 'mainstay encoder',
};
