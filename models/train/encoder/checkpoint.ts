import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError } from '../../../core/errors.ts';
import { readSafetensors, type WeightTensor } from '../../onnx/safetensors.ts';
import { safetensorsBytes } from '../../onnx/write-safetensors.ts';

/** Where a run stands, beside its tensors. */
export interface RunState {
  /** Optimiser steps done. */
  readonly step: number;
  /** What the run was asked for; another question must not go on from here. */
  readonly fingerprint: string;
  readonly history: readonly HistoryEntry[];
  /** Step with the best development figure so far, and that figure; null before the first evaluation. */
  readonly best: { readonly step: number; readonly figure: number } | null;
  /** Of training so far, in all its sittings. */
  readonly seconds: number;
}

/** One line of a run's curves. */
export interface HistoryEntry {
  readonly step: number;
  /** Mean training loss since the entry before. */
  readonly loss: number;
  readonly learningRate: number;
  /** Development figures by task. */
  readonly development: Readonly<Record<string, { readonly accuracy: number; readonly macroF1: number }>>;
}

export interface Checkpoint<State = RunState> {
  readonly state: State;
  /** Values and moments of every trained tensor: NAME, NAME:mean, NAME:square. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
}

const fileName = 'checkpoint.safetensors';
const bestName = 'best.safetensors';

/** Written beside and moved into place, so that a kill in the middle leaves the checkpoint before. */
export function writeCheckpoint<State>(folder: string, { state, tensors }: Checkpoint<State>): void {
  replace(folder, fileName, safetensorsBytes(tensors, { state: JSON.stringify(state) }));
}

/** The checkpoint in a folder, or null when there is none. @template State as it was written. */
export function readCheckpoint<State = RunState>(folder: string): Checkpoint<State> | null {
  const path = join(folder, fileName);
  if (!existsSync(path)) return null;
  const file = readFileSync(path);
  const length = Number(file.readBigUInt64LE(0));
  const { __metadata__ } = JSON.parse(file.toString('utf8', 8, 8 + length));
  return { state: JSON.parse(__metadata__.state), tensors: readSafetensors(path) };
}

/** The trained tensors with the best development figure. */
export function writeBest(folder: string, tensors: ReadonlyMap<string, WeightTensor>): void {
  replace(folder, bestName, safetensorsBytes(tensors));
}

export function readBest(folder: string): ReadonlyMap<string, WeightTensor> {
  return readSafetensors(join(folder, bestName));
}

function replace(folder: string, name: string, bytes: Buffer): void {
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.new`, bytes, { flush: true });
    renameSync(`${path}.new`, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
    throw new BadInputError(
      `the disk is full: make room under ${folder} and give the same command again, the last checkpoint is good`,
      { cause },
    );
  }
}
