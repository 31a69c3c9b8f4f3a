import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { evaluateRecommenderCommand } from '../../../app/commands/evaluate-recommender.ts';
import { trainRecommenderCommand } from '../../../app/commands/train-recommender.ts';
import { interleavedWorld } from './interleaved-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-recommender-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function printed(command: 'train' | 'evaluate', ...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const made =
    command === 'train'
      ? trainRecommenderCommand(() => Promise.reject(new Error('no database here')))
      : evaluateRecommenderCommand();
  await made.parseAsync(['node', 'recommender', ...args]);
  return text;
}

const world = interleavedWorld(400, 'file');
const train = file(
  'train.txt',
  world.map((items, i) => `${i} ${items.slice(0, -1).join(' ')}`),
);
const held = file(
  'held.txt',
  world.map((items, i) => `${i} ${items.at(-1)}`),
);

test('a file trains a model that finds held-out items better than neighbours, with its card; the figures are those of the command', {
  timeout: 180_000,
}, async () => {
  const out = join(folder, 'model');
  const settings = ['--epochs', '16', '--width', '32', '--dropout', '.1', '--batch', '16'];
  const report = JSON.parse(
    await printed('train', '--train', train, '--out', out, ...settings, '--learning-rate', '.003', '--json'),
  );
  expect(report).toMatchObject({ shoppers: 400, products: 40, serves: true });
  expect(report.trial.mixed.ndcg10).toBeGreaterThan(report.trial.knn.ndcg10);
  const card = readFileSync(join(out, 'README.md'), 'utf8');
  expect(card).toContain('of 400 shoppers: train.txt');
  expect(card).toContain(`| both | ${report.trial.mixed.hr5.toFixed(4)} |`);
  expect(existsSync(join(out, 'checkpoint', 'trial', 'checkpoint.safetensors'))).toBe(true);

  const evaluate = (...more: string[]) =>
    printed('evaluate', '--train', train, '--test', held, ...more, '--json').then((text) => JSON.parse(text));
  const both = await evaluate('--model', out);
  expect(both).toMatchObject({ shoppers: 400, items: 40, withoutHistory: 0, itemsUnknown: 0 });
  for (const engine of ['knn', 'model', 'mixed'])
    for (const figure of ['hr5', 'hr10', 'ndcg5', 'ndcg10', 'coverage10', 'gini10', 'headShare10'])
      expect(both.engines[engine][figure]).toEqual(expect.any(Number));
  expect(both.ndcg10AboveKnn.mixed.lower).toBeGreaterThan(0);
  const neighbours = await evaluate();
  expect(Object.keys(neighbours.engines)).toEqual(['knn']);
  expect(neighbours.engines.knn.ndcg10).toBe(both.engines.knn.ndcg10);
  // Whole sequences ask the same.
  const whole = file(
    'whole.txt',
    world.map((items, i) => `${i} ${items.join(' ')}`),
  );
  const { engines } = JSON.parse(await printed('evaluate', '--train', train, '--test', whole, '--json'));
  expect(engines.knn.ndcg10).toBe(neighbours.engines.knn.ndcg10);
  expect(await printed('evaluate', '--train', train, '--test', held, '--model', out)).toMatch(
    /neighbours .*\nmodel .*\nboth /,
  );
});

test('without a test file the last item of each line is found from those before', async () => {
  const result = JSON.parse(await printed('evaluate', '--train', train, '--json'));
  expect(result.shoppers).toBe(400);
  expect(result.source).toMatch(/the last item of each line of .*train.txt, taken out/);
});

test.each([
  [['train', '--train', train], /either --train FILE with --out FOLDER, or --shop ID would be right/],
  [['train', '--train', held, '--out', join(folder, 'x')], /0 shoppers bought three different products/],
  [['train', '--train', train, '--out', join(folder, 'x'), '--width', '7'], /a multiple of 2 would be right/],
  [['train', '--train', train, '--out', join(folder, 'x'), '--dropout', '2'], /--dropout is "2"; a number/],
  [['evaluate', '--train', train, '--model', folder], /give what was bought after them with --test FILE/],
  [['evaluate', '--train', train, '--test', held, '--model', folder], /holds no recommender/],
  [['evaluate', '--train', train, '--test', train], /the training file must end before them/],
] as const)('%j is refused with a sentence', async ([command, ...args], message) => {
  await expect(printed(command, ...args)).rejects.toThrow(message);
});
