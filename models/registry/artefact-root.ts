import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelArtefactError } from '../../core/errors.ts';

/** The folder models/artefacts of this installation, the same from sources and from the build in dist/. */
export function artefactRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isProject(folder)) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new ModelArtefactError(
        'the folder models/artefacts cannot be found above the program; reinstall it',
      );
    }
    folder = parent;
  }
  return join(folder, 'models', 'artefacts');
}

function isProject(folder: string): boolean {
  const path = join(folder, 'package.json');
  return (
    existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name === 'mainstay'
  );
}
