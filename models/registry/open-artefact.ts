import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelArtefactError } from '../../core/errors.ts';
import { artefactRoot } from './artefact-root.ts';
import type { ArtefactManifest } from './manifest.ts';

export interface Artefact {
  readonly manifest: ArtefactManifest;
  /** Absolute path of a file that the manifest names. */
  path(file: string): string;
}

/**
 * Opens models/artefacts/NAME and compares every file with its sha256.
 * @throws ModelArtefactError naming the file and what to do when one is missing or not what the manifest says.
 */
export function openArtefact(name: string, root = artefactRoot()): Artefact {
  const folder = join(root, name);
  const manifest = readManifest(name, folder);
  for (const file of manifest.files) verify(name, join(folder, file.path), file.sha256);
  return {
    manifest,
    path(file) {
      if (!manifest.files.some((entry) => entry.path === file)) {
        throw new ModelArtefactError(
          `the manifest of model "${name}" names no file ${file}; ${remedy(name)}`,
        );
      }
      return join(folder, file);
    },
  };
}

function readManifest(name: string, folder: string): ArtefactManifest {
  const path = join(folder, 'manifest.json');
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as ArtefactManifest;
    if (!Array.isArray(manifest.files) || typeof manifest.version !== 'string') {
      throw new TypeError('it has no "files" or no "version"');
    }
    return manifest;
  } catch (cause) {
    throw new ModelArtefactError(`${path} cannot be read (${reason(cause)}); ${remedy(name)}`, { cause });
  }
}

function verify(name: string, path: string, expected: string): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ModelArtefactError(`${path} is missing (${reason(cause)}); ${remedy(name)}`, { cause });
  }
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== expected) {
    throw new ModelArtefactError(
      `${path} is not the file that its manifest names (sha256 ${actual.slice(0, 12)}..., expected ${expected.slice(0, 12)}...); ${remedy(name)}`,
    );
  }
}

function remedy(name: string): string {
  return `restore the folder with "git checkout -- models/artefacts/${name}" or install this version again`;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
