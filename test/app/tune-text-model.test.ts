import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { safetensorsBytes } from '../../models/onnx/write-safetensors.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { tinyShape, tinyWeights } from '../models/tiny-encoder.ts';
import { labelledWishes } from '../support/labelled-wishes.ts';
import { runProgram } from '../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'tune-text-'));
const path = (name: string) => join(folder, name);

/** The shipped tokenizer on an encoder of two narrow layers, so that a run takes seconds. */
function writeBase(): void {
  mkdirSync(path('base'));
  const shipped = openArtefact('encoder');
  for (const file of ['tokenizer.json', 'tokenizer_config.json'])
    copyFileSync(shipped.path(file), join(path('base'), file));
  const shape = { ...tinyShape, vocabulary: 49_046, positions: 130 };
  writeFileSync(join(path('base'), 'model.safetensors'), safetensorsBytes(tinyWeights('base', shape)));
  writeFileSync(
    join(path('base'), 'config.json'),
    JSON.stringify({
      model_type: 'bert',
      hidden_act: 'gelu',
      num_hidden_layers: shape.layers,
      hidden_size: shape.hidden,
      num_attention_heads: shape.heads,
      intermediate_size: shape.feedForward,
      max_position_embeddings: shape.positions,
      vocab_size: shape.vocabulary,
      layer_norm_eps: shape.layerNormEpsilon,
    }),
  );
}

const train = (...more: string[]) =>
  runProgram(
    'train',
    'text',
    '--data',
    path('train.csv'),
    '--dev',
    path('test.csv'),
    '--base',
    path('base'),
    '--json',
    ...more,
  );

beforeAll(() => {
  vi.stubEnv('MAINSTAY_HOME', path('home'));
  writeFileSync(path('train.csv'), labelledWishes(0, 6));
  writeFileSync(path('test.csv'), labelledWishes(6, 8));
  writeBase();
});

test.each([
  ['lora', '1e-2'],
  ['full', '3e-3'],
])(
  'an encoder tuned by %s is written with its head and serves by itself',
  async (method, rate) => {
    const options = ['--tune', method, '--learning-rate', rate, '--epochs', '20', '--threads', '1'];
    const trained = JSON.parse(await train('--out', path(method), ...options));
    expect(trained.accuracy).toBeGreaterThan(0.9);
    expect(trained.latencyMs.p50).toBeGreaterThan(0);
    const card = readFileSync(join(path(method), 'README.md'), 'utf8');
    expect(card).toContain('cost in the chat | an encoder pass of its own a message');
    const evaluated = JSON.parse(
      await runProgram('evaluate', 'text', '--model', path(method), '--data', path('test.csv'), '--json'),
    );
    expect(evaluated.accuracy).toBe(trained.accuracy);
    const { runs } = JSON.parse(await runProgram('runs', '--json'));
    const recorded = runs.find(({ name }: { name: string }) => name === method);
    expect(recorded).toMatchObject({ kind: 'text', state: 'finished', best: { value: expect.any(Number) } });
    // The checkpoint is good for this question alone.
    await expect(train('--out', path(method), ...options, '--seed', 'another')).rejects.toThrow(
      /holds the checkpoint of a run on other data or with other settings/,
    );
  },
  120_000,
);

test('a base without weights is told by name', async () => {
  await expect(
    runProgram(
      'train',
      'text',
      '--data',
      path('train.csv'),
      '--out',
      path('x'),
      '--tune',
      'lora',
      '--base',
      path('none'),
    ),
  ).rejects.toThrow(/model\.safetensors is missing|tokenizer/);
});

test('settings are searched by halving, the best goes on with all epochs, and train text takes the file', async () => {
  const out = path('settings.json');
  const search = () =>
    runProgram(
      'tune',
      'text',
      '--data',
      path('train.csv'),
      '--dev',
      path('test.csv'),
      '--base',
      path('base'),
      '--trials',
      '3',
      '--threads',
      '1',
      '--out',
      out,
      '--json',
    );
  const { best, trials } = JSON.parse(await search());
  const budgets = trials.map(({ budget }: { budget: number }) => budget);
  expect(budgets.map((budget: number) => Number((budget / best.budget).toFixed(2)))).toEqual([
    0.33, 0.33, 0.33, 1,
  ]);
  const first = trials.slice(0, 3).map(({ score }: { score: number }) => score);
  const chosen = trials.slice(0, 3).find((trial: { score: number }) => trial.score === Math.max(...first));
  expect(best.settings).toEqual(chosen.settings);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(best.settings);
  // Finished trials are not run again.
  expect(JSON.parse(await search())).toEqual({ best, trials });
  await train(
    '--out',
    path('searched'),
    '--tune',
    'lora',
    '--settings',
    out,
    '--epochs',
    '1',
    '--threads',
    '1',
  );
  expect(readFileSync(join(path('searched'), 'README.md'), 'utf8')).toContain(
    `learning rate ${best.settings.learningRate}`,
  );
  writeFileSync(path('odd.json'), '{"method":"lora"}');
  await expect(train('--out', path('x'), '--tune', 'lora', '--settings', path('odd.json'))).rejects.toThrow(
    /odd\.json is no file of settings/,
  );
}, 120_000);

test('several models teach one, on texts without labels and other words too, and the better one is kept', async () => {
  const texts = ['lamps', 'tea'].flatMap((word) =>
    ['I want', 'Please find me', 'Do you have', 'Looking for', 'Show me', 'I need', 'Can I buy', 'Any'].map(
      (wish) => `${wish} nice ${word}`,
    ),
  );
  writeFileSync(path('unlabelled.csv'), `text\n${texts.join('\n')}\n`);
  writeFileSync(path('paraphrases.csv'), 'text,paraphrase\nI want a lamp,a lamp is what I want\n');
  const options = ['--tune', 'lora', '--learning-rate', '1e-2', '--epochs', '12', '--threads', '1'];
  const more = [
    '--ensemble',
    '2',
    '--unlabelled',
    path('unlabelled.csv'),
    '--paraphrases',
    path('paraphrases.csv'),
  ];
  const trained = JSON.parse(await train('--out', path('taught'), ...options, ...more));
  expect(trained.accuracy).toBeGreaterThan(0.8);
  const card = readFileSync(join(path('taught'), 'README.md'), 'utf8');
  expect(card).toMatch(
    /teachers \| 2 of them; sure of \d+ of 16 texts without labels; the one that they taught is/,
  );
}, 120_000);
