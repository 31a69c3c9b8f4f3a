import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { artefactRoot } from '../../models/registry/artefact-root.ts';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import { writeArtefact } from '../../models/registry/write-artefact.ts';
import { startTextModels } from '../../nlp/text-models.ts';

// The shipped artefacts in a folder of their own, with one head's file changed.
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mainstay-heads-'));
  symlinkSync(join(artefactRoot(), 'encoder'), join(root, 'encoder'));
  for (const name of ['sentiment', 'topic'])
    cpSync(join(artefactRoot(), name), join(root, name), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

const termsPath = () => join(root, 'topic', 'terms.json');
const start = () => startTextModels({ device: 'cpu', workers: 1, root });

test('terms that are not what the manifest says are refused, with what to do', async () => {
  writeFileSync(termsPath(), readFileSync(termsPath(), 'utf8').replace('0', '1'));
  await expect(start()).rejects.toThrow(
    /topic\/terms\.json is not the file that its manifest names .* make "topic" in that folder anew/,
  );
});

test('terms that do not fit their weights are refused although the manifest agrees', async () => {
  const file = JSON.parse(readFileSync(termsPath(), 'utf8')) as { terms: string[] };
  rewrite(JSON.stringify({ ...file, terms: file.terms.slice(1) }));
  await expect(start()).rejects.toThrow(
    /topic\/terms\.json is not a head \(.* do not fit \d+ terms and 14 labels\)/,
  );
});

test('terms with other labels are refused', async () => {
  const file = JSON.parse(readFileSync(termsPath(), 'utf8')) as { labels: string[] };
  rewrite(JSON.stringify({ ...file, labels: ['parcels', ...file.labels.slice(1)] }));
  await expect(start()).rejects.toThrow(
    /topic\/terms\.json has the labels parcels, delivery.*this version wants order_status/,
  );
});

function rewrite(terms: string): void {
  const folder = join(root, 'topic');
  const {
    files: _,
    version: __,
    ...facts
  } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ArtefactManifest;
  writeArtefact(
    folder,
    { 'head.json': readFileSync(join(folder, 'head.json')), 'terms.json': terms },
    facts,
    '',
  );
}
