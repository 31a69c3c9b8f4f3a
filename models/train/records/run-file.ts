import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDetail } from '../../../core/contracts/runs.ts';
import { replaceFile } from './replace-file.ts';

/** run.json: everything of a run but its curve. */
export interface RunFile extends Omit<RunDetail, 'name' | 'curve'> {
  /** Of this format. */
  readonly version: 1;
  /** Of kind, settings, seed and data: what makes it this run and no other. */
  readonly identity: string;
  /** Folder of its checkpoint. */
  readonly checkpoints: string;
  /** Who trains; tells a run that goes on from one that was killed. */
  readonly process: { readonly host: string; readonly pid: number; readonly startedAt: string };
}

export const runFileName = 'run.json';

export function writeRunFile(folder: string, file: RunFile): void {
  replaceFile(join(folder, runFileName), `${JSON.stringify(file, null, 2)}\n`);
}

/** null: the folder holds no run. @throws SyntaxError when run.json was damaged. */
export function readRunFile(folder: string): RunFile | null {
  const path = join(folder, runFileName);
  return existsSync(path) ? parseRunFile(readFileSync(path, 'utf8')) : null;
}

/** @throws SyntaxError when this is no run.json of this version. */
export function parseRunFile(text: string): RunFile {
  const file = JSON.parse(text) as RunFile | null;
  if (file?.version !== 1 || typeof file.startedAt !== 'string' || typeof file.identity !== 'string')
    throw new SyntaxError('no record of a run of version 1');
  return file;
}
