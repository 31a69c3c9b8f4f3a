import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelArtefactError } from '../../core/errors.ts';
import { openArtefact } from './open-artefact.ts';

/** model.json of a next-item model's folder. */
export interface NextItemFacts {
  readonly positions: number;
  readonly textWidth: number;
  /** Beside neighbours' 1. */
  readonly weight: number;
  /** In the order of the model's vectors. */
  readonly products: readonly string[];
}

/**
 * Opens a folder that `mainstay train recommender` wrote.
 * @throws ModelArtefactError when it is none, or a file is missing or changed.
 */
export function openNextItem(folder: string): NextItemFacts & { version: string; artefact: Uint8Array } {
  const path = resolve(folder);
  if (!existsSync(join(path, 'manifest.json')) || !existsSync(join(path, 'model.json')))
    throw new ModelArtefactError(
      `"${folder}" holds no recommender; a folder that mainstay train recommender wrote would be right`,
    );
  const { manifest, path: fileOf } = openArtefact(basename(path), dirname(path));
  const facts = JSON.parse(readFileSync(fileOf('model.json'), 'utf8')) as NextItemFacts;
  return { ...facts, version: manifest.version, artefact: readFileSync(fileOf('next-item.onnx')) };
}
