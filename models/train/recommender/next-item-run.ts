import type { NextItemSettings } from './next-item-settings.ts';
import type { Sequence } from './sequence-feeds.ts';

/** A product that somebody bought next, to be told from what they had bought before. */
export interface NextItemCase {
  readonly known: Sequence;
  readonly target: number;
}

export interface NextItemRun {
  /** What each shopper bought, in order of time; those with fewer than two products teach nothing. */
  readonly sequences: readonly Sequence[];
  readonly items: number;
  /** Text vectors of the products, [items, width]; null: without. */
  readonly text: { readonly vectors: Float32Array; readonly width: number } | null;
  /** Never trained on; decides when to stop and which epoch is kept. Empty: the run takes all its epochs. */
  readonly development: readonly NextItemCase[];
  readonly settings: NextItemSettings;
  /** Ends after this epoch, on the same way of the learning rate. */
  readonly stopAfterEpoch?: number;
  /** Of the checkpoint; a run that finds one of the same question there goes on. */
  readonly folder: string;
  readonly threads?: number;
  /** Told after each step. */
  readonly onStep?: (progress: NextItemProgress) => void;
  readonly signal?: AbortSignal;
}

export interface NextItemProgress {
  readonly step: number;
  readonly steps: number;
  /** Steps done since this process took the run up: what its time left is told from. */
  readonly stepsHere: number;
  readonly loss: number;
  readonly learningRate: number;
  /** The newest epoch; an epoch's last step is told with its own, once its checkpoint is written. */
  readonly latest: NextItemEpoch | null;
}

/** One line of a run's curve. */
export interface NextItemEpoch {
  readonly epoch: number;
  /** Mean over the epoch's steps. */
  readonly loss: number;
  readonly learningRate: number;
  /** On the development cases; null without. */
  readonly development: NextItemFigures | null;
}

/** Over cases, full ranking among all products that a shopper had not bought before. */
export interface NextItemFigures {
  readonly hr10: number;
  readonly ndcg10: number;
}
