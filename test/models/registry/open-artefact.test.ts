import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModelArtefactError } from '../../../core/errors.ts';
import { openArtefact } from '../../../models/registry/open-artefact.ts';
import { writeArtefact } from '../../../models/registry/write-artefact.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mainstay-artefacts-'));
  writeArtefact(
    join(root, 'sentiment'),
    { 'head.json': '{"labels":[]}' },
    {
      name: 'sentiment',
      labels: ['a', 'b'],
      data: [],
      licence: 'MIT',
      attribution: 'us',
      metrics: { accuracy: 0.5 },
    },
    '# Card\n',
  );
});

afterEach(() => rmSync(root, { recursive: true }));

function problem(name = 'sentiment'): string {
  try {
    openArtefact(name, root);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelArtefactError);
    return (error as Error).message;
  }
  return '';
}

test('what was written is opened', () => {
  const artefact = openArtefact('sentiment', root);
  expect(artefact.manifest).toMatchObject({
    name: 'sentiment',
    labels: ['a', 'b'],
    metrics: { accuracy: 0.5 },
  });
  expect(artefact.manifest.version).toMatch(/^sentiment-[0-9a-f]{8}$/);
  expect(artefact.path('head.json')).toBe(join(root, 'sentiment', 'head.json'));
});

test('a changed file is named, with what to do', () => {
  appendFileSync(join(root, 'sentiment', 'head.json'), ' ');
  expect(problem()).toContain(join(root, 'sentiment', 'head.json'));
  expect(problem()).toContain('is not the file that its manifest names');
  expect(problem()).toContain('make "sentiment" in that folder anew');
});

test('what came with the installation is restored from the repository', () => {
  expect(() => openArtefact('no-such-model')).toThrow('git checkout -- models/artefacts/no-such-model');
});

test('a missing file is named', () => {
  rmSync(join(root, 'sentiment', 'head.json'));
  expect(problem()).toContain(`${join(root, 'sentiment', 'head.json')} is missing`);
});

test('a missing folder and a manifest that is none are named', () => {
  expect(problem('topic')).toContain(join(root, 'topic', 'manifest.json'));
  mkdirSync(join(root, 'topic'));
  writeFileSync(join(root, 'topic', 'manifest.json'), '{}');
  expect(problem('topic')).toContain('it has no "files" or no "version"');
});

test('a file that the manifest does not name is refused', () => {
  expect(() => openArtefact('sentiment', root).path('other.json')).toThrow('names no file other.json');
});
