import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
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
  const manifest = readManifest(name, root);
  for (const file of manifest.files) verify(name, root, file);
  return {
    manifest,
    path(file) {
      if (!manifest.files.some((entry) => entry.path === file)) {
        throw new ModelArtefactError(
          `the manifest of model "${name}" names no file ${file}; ${remedy(name, root)}`,
        );
      }
      return join(root, name, file);
    },
  };
}

export function hasArtefact(name: string, root: string): boolean {
  return existsSync(join(root, name, 'manifest.json'));
}

/** @throws ModelArtefactError when it is missing or no manifest. */
export function readManifest(name: string, root: string): ArtefactManifest {
  const path = join(root, name, 'manifest.json');
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as ArtefactManifest;
    if (!Array.isArray(manifest.files) || typeof manifest.version !== 'string') {
      throw new TypeError('it has no "files" or no "version"');
    }
    return manifest;
  } catch (cause) {
    throw new ModelArtefactError(`${path} cannot be read (${reason(cause)}); ${remedy(name, root)}`, {
      cause,
    });
  }
}

function verify(name: string, root: string, file: ArtefactManifest['files'][number]): void {
  const path = join(root, name, file.path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ModelArtefactError(`${path} is missing (${reason(cause)}); ${remedy(name, root)}`, { cause });
  }
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== file.sha256) {
    throw new ModelArtefactError(
      `${path} is not the file that its manifest names (sha256 ${actual.slice(0, 12)}..., expected ${file.sha256.slice(0, 12)}...); ${remedy(name, root)}`,
    );
  }
}

function remedy(name: string, root: string): string {
  if (root !== artefactRoot()) return `make "${name}" in that folder anew, or copy it there again`;
  return `restore the folder with "git checkout -- models/artefacts/${name}" or install this version again`;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
