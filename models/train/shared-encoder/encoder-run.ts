import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError } from '../../../core/errors.ts';
import { readBest } from '../encoder/checkpoint.ts';
import type { Task } from '../encoder/joint-head.ts';
import { mergeUpdates } from '../encoder/merge-updates.ts';
import type { TrainingSettings } from '../encoder/train-encoder.ts';
import { headBias, headWeight } from '../encoder/training-graph.ts';
import { type EncoderWeights, fewerLayers } from '../fewer-layers.ts';

/** What an encoder's run was asked for: enough to write its artefacts later. */
export interface EncoderRun {
  readonly base: string;
  readonly layers: number;
  readonly tasks: readonly Task[];
  readonly settings: TrainingSettings;
  /** The run whose encoder it began with, where that was not the base. */
  readonly from?: string;
  readonly threads: number;
  readonly processor: string;
  /** Training rows by source. */
  readonly rows: Readonly<Record<string, number>>;
}

const fileName = 'encoder-run.json';

export function writeEncoderRun(folder: string, record: EncoderRun): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileName), `${JSON.stringify(record, null, 2)}\n`);
}

/** @throws BadInputError when the folder holds no run of an encoder. */
export function readEncoderRun(folder: string): EncoderRun {
  const path = join(folder, fileName);
  if (!existsSync(path))
    throw new BadInputError(`${folder} holds no run of an encoder: mainstay train encoder makes one`);
  return JSON.parse(readFileSync(path, 'utf8')) as EncoderRun;
}

/** The encoder that a run ended with: the best tensors in the place of the base's, without the heads. */
export function encoderAfter(folder: string, base: EncoderWeights): EncoderWeights {
  const { settings, layers } = readEncoderRun(folder);
  const { weights, shape } = fewerLayers(base, layers);
  const tensors = [...readBest(folder)].filter(([name]) => name !== headWeight && name !== headBias);
  return { weights: mergeUpdates(weights, new Map(tensors), settings.tuning), shape };
}
