import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path of this installation, the same from sources and from the build in dist/server. */
export function projectPath(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}
