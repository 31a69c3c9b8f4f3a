import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeTexts } from '../../../app/encode-texts.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { SentimentLabel, TopicLabel } from '../../../core/words.ts';
import { openArtefact } from '../../../models/registry/open-artefact.ts';
import type { Encoding } from '../../../models/runtime/encoder-session.ts';
import { type LinearHead, readBy, scoreHead } from '../../../models/runtime/linear-head.ts';
import { trainEncoder } from '../../../models/train/encoder/train-encoder.ts';
import { encoderExamples, tasksOf } from '../../../models/train/shared-encoder/encoder-examples.ts';
import { encoderRecipe } from '../../../models/train/shared-encoder/encoder-recipe.ts';
import type { EncoderRow } from '../../../models/train/shared-encoder/encoder-row.ts';
import { writeEncoderRun } from '../../../models/train/shared-encoder/encoder-run.ts';
import { exactEncodings } from '../../../models/train/shared-encoder/exact-encodings.ts';
import { exportSharedEncoder } from '../../../models/train/shared-encoder/export-shared-encoder.ts';
import { tinyShape, tinyWeights } from '../tiny-encoder.ts';

const padToken = 1;
const weights = tinyWeights('shared');
const tokensOf = (text: string) => Int32Array.from([0, ...(text.match(/\d+/g) ?? []).map(Number), 2]);

/** Messages of numbers: which of two is there is the topic, which of two others the sentiment. */
function rows(): EncoderRow[] {
  const random = new SeededRandom('messages');
  return Array.from({ length: 500 }, (_, i) => {
    const topic = random.pick<TopicLabel>(['delivery', 'payment']);
    const sentiment = random.pick<SentimentLabel>(['negative', 'positive']);
    const marks = [topic === 'delivery' ? 30 : 31, sentiment === 'negative' ? 40 : 41];
    const filler = Array.from({ length: 3 + random.nextInt(5) }, () => 3 + random.nextInt(20));
    const text = random.shuffle([...filler, ...marks]).join(' ');
    const split = i % 5 === 0 ? 'dev' : i % 7 === 0 ? 'calibration' : 'train';
    const row = { text, source: 'own', split, kind: 'query', weight: 1 } as const;
    return [
      { ...row, task: 'topic', label: topic, anchored: true },
      { ...row, task: 'sentiment', label: sentiment, anchored: false },
    ];
  }).flat();
}

test('a run becomes an encoder and heads that serve what it learnt, with cards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) writeFileSync(join(folder, file), '{}');
  const all = rows();
  const tasks = tasksOf(all);
  const anchors = new Map(
    (
      await exactEncodings(
        weights,
        tinyShape,
        all.map(({ text }) => tokensOf(text)),
        { padToken, threads: 1 },
      )
    ).map(({ vector }, i) => [all[i]!, vector]),
  );
  const settings = {
    ...encoderRecipe,
    epochs: 8,
    learningRate: 3e-3,
    headLearningRate: 2e-2,
    evaluateEvery: 50,
  };
  await trainEncoder({
    weights,
    shape: tinyShape,
    padToken,
    tasks,
    ...encoderExamples(all, tasks, tokensOf, (row) => (row.anchored ? anchors.get(row) : undefined)),
    settings,
    folder,
  });
  writeEncoderRun(folder, {
    base: 'tiny',
    layers: tinyShape.layers,
    tasks,
    settings,
    threads: 1,
    processor: 'any',
    rows: { own: 400 },
  });

  const target = join(folder, 'artefacts');
  const read = async (root: string, texts: readonly string[]): Promise<Encoding[]> => {
    const encoderPath = openArtefact('encoder', root).path('encoder.int8.onnx');
    const { encodings } = await encodeTexts(encoderPath, padToken, texts.map(tokensOf), () => {});
    return encodings;
  };
  const told: string[] = [];
  await exportSharedEncoder({
    run: folder,
    base: { folder, weights, shape: tinyShape },
    rows: all,
    target,
    tokensOf,
    padToken,
    languageOf: () => 'en',
    encodeBy: read,
    report: (line) => told.push(line),
  });

  const encoder = openArtefact('encoder', target);
  expect(encoder.manifest.prefixes).toEqual({ query: '', passage: 'passage: ' });
  expect(encoder.manifest.metrics.cosineToBase).toBeGreaterThan(0.9);
  expect(encoder.manifest.metrics.sameTopicAsFp32).toBeGreaterThan(0.95);
  for (const [task, labels] of [
    ['topic', 14],
    ['sentiment', 3],
  ] as const) {
    const artefact = openArtefact(task, target);
    expect(artefact.manifest.encoder).toBe(encoder.manifest.version);
    const head = JSON.parse(readFileSync(artefact.path('head.json'), 'utf8')) as LinearHead;
    expect(head).toMatchObject({ reads: 'both', inputs: 2 * tinyShape.hidden });
    expect(head.labels).toHaveLength(labels);
    const dev = all.filter((row) => row.task === task && row.split === 'dev');
    const encodings = await read(
      target,
      dev.map(({ text }) => text),
    );
    const right = dev.filter(({ label }, i) => {
      const probabilities = scoreHead(head, readBy(head, encodings[i]!));
      return head.labels[probabilities.indexOf(Math.max(...probabilities))] === label;
    });
    expect(right.length / dev.length, task).toBeGreaterThan(0.9);
    expect(readFileSync(join(target, task, 'README.md'), 'utf8')).toContain('| own, English | 100 |');
  }
  expect(readFileSync(join(target, 'encoder', 'README.md'), 'utf8')).toContain(
    'topic (14 labels), sentiment (3 labels)',
  );
  expect(told.join('\n')).toMatch(/int8 against fp32 on \d+ messages/);
}, 120_000);
