import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtefactManifest } from './manifest.ts';

/**
 * Writes the files, the manifest with their sums, and the card (README.md) into `folder`.
 * The version is the name of the artefact with the first digits of the sum over its files.
 */
export function writeArtefact(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  facts: Omit<ArtefactManifest, 'files' | 'version'>,
  card: string,
): ArtefactManifest {
  mkdirSync(folder, { recursive: true });
  const all = createHash('sha256');
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    writeFileSync(join(folder, path), bytes);
    all.update(bytes);
    return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const { name, ...rest } = facts;
  const version = `${name}-${all.digest('hex').slice(0, 8)}`;
  const manifest: ArtefactManifest = { name, version, files: entries, ...rest };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), card);
  return manifest;
}
