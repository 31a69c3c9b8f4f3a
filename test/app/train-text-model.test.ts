import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { labelledWishes } from '../support/labelled-wishes.ts';
import { runProgram } from '../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-text-'));
const path = (name: string) => join(folder, name);

beforeAll(() => {
  vi.stubEnv('MAINSTAY_HOME', path('home'));
  writeFileSync(path('train.csv'), labelledWishes(0, 6, ['message', 'department']));
  writeFileSync(path('test.csv'), labelledWishes(6, 8, ['message', 'department']));
});

test('a classifier is trained from a file, written with its card, and measured on other rows', async () => {
  const options = ['--text', 'message', '--label', 'department', '--json'];
  const trained = JSON.parse(
    await runProgram(
      'train',
      'text',
      '--data',
      path('train.csv'),
      '--dev',
      path('test.csv'),
      '--out',
      path('goods'),
      ...options,
    ),
  );
  expect(trained.rows).toBe(12);
  const card = readFileSync(join(path('goods'), 'README.md'), 'utf8');
  expect(card).toContain('trained on | 36 rows of train.csv');
  const evaluated = JSON.parse(
    await runProgram('evaluate', 'text', '--model', path('goods'), '--data', path('test.csv'), ...options),
  );
  expect(evaluated.accuracy).toBe(trained.accuracy);
  expect(evaluated.accuracy).toBeGreaterThan(0.9);
  expect(evaluated.perLabel.map(({ label }: { label: string }) => label)).toEqual(['lamps', 'tea']);
  await expect(
    runProgram(
      'evaluate',
      'text',
      '--model',
      path('goods'),
      '--data',
      path('test.csv'),
      '--text',
      'message',
      '--label',
      'department',
      '--map',
      'tea=drinks',
    ),
  ).rejects.toThrow(/line 8: the model knows no label "drinks"; it has lamps, tea/);
}, 120_000);

test.each([
  ['one class', 'text,label\na b,x\nc d,x\n', /all 2 rows have the label "x"/],
  ['labels seen once', 'text,label\na,x\nb,x\nc,y\n', /a label is there once only: "y"/],
  ['empty texts', 'text,label\na,x\n,x\nc,y\n', /line 3 has no text in column "text".*--skip-empty/],
  [
    'a missing column',
    'words,label\na,x\n',
    /which column is the text\? Name it with --text; the file has "words", "label"/,
  ],
])('%s: a sentence that says what to do', async (name, content, message) => {
  writeFileSync(path(`${name}.csv`), content);
  await expect(
    runProgram('train', 'text', '--data', path(`${name}.csv`), '--out', path('never')),
  ).rejects.toThrow(message);
});

test('a folder that is no model is told what would be right', async () => {
  await expect(
    runProgram(
      'evaluate',
      'text',
      '--model',
      path('nowhere'),
      '--data',
      path('test.csv'),
      '--text',
      'message',
      '--label',
      'department',
    ),
  ).rejects.toThrow(/is no model: "topic", "sentiment" or a folder/);
});
