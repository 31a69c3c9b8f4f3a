import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { program } from '../../app/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-text-'));
const path = (name: string) => join(folder, name);

const wishes = [
  'I want',
  'Please find me',
  'Do you have',
  'Looking for',
  'Show me',
  'I need',
  'Can I buy',
  'Any',
];
const goods = { lamps: ['a lamp', 'a lantern', 'a floor light'], tea: ['green tea', 'a teapot', 'oolong'] };

function rows(from: number, to: number): string {
  const lines = Object.entries(goods).flatMap(([label, things]) =>
    wishes.slice(from, to).flatMap((wish) => things.map((thing) => `"${wish} ${thing}",${label}`)),
  );
  return `message,department\n${lines.join('\n')}\n`;
}

async function run(...line: string[]): Promise<string> {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    const command = program().exitOverride();
    await command.parseAsync(line, { from: 'user' });
  } finally {
    out.mockRestore();
  }
  return written.join('');
}

beforeAll(() => {
  vi.stubEnv('MAINSTAY_HOME', path('home'));
  writeFileSync(path('train.csv'), rows(0, 6));
  writeFileSync(path('test.csv'), rows(6, 8));
});

test('a classifier is trained from a file, written with its card, and measured on other rows', async () => {
  const options = ['--text', 'message', '--label', 'department', '--json'];
  const trained = JSON.parse(
    await run(
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
    await run('evaluate', 'text', '--model', path('goods'), '--data', path('test.csv'), ...options),
  );
  expect(evaluated.accuracy).toBe(trained.accuracy);
  expect(evaluated.accuracy).toBeGreaterThan(0.9);
  expect(evaluated.perLabel.map(({ label }: { label: string }) => label)).toEqual(['lamps', 'tea']);
  await expect(
    run(
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
  await expect(run('train', 'text', '--data', path(`${name}.csv`), '--out', path('never'))).rejects.toThrow(
    message,
  );
});

test('a folder that is no model is told what would be right', async () => {
  await expect(
    run(
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
