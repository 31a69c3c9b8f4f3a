import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { topicLabels } from '../../../../core/words.ts';
import type { ArtefactManifest } from '../../../../models/registry/manifest.ts';
import type { LinearHead } from '../../../../models/runtime/linear-head.ts';
import type { EncoderRow } from '../../../../models/train/shared-encoder/encoder-row.ts';
import { learnShopTopics } from '../../../../models/train/shop-topics/learn-shop-topics.ts';
import { shopSource, shopTopicRows } from '../../../../models/train/shop-topics/shop-topic-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-topics-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each topic is a direction of the vector; this shop's word "slot" (a direction of its own) is about cancelling.
const size = topicLabels.length + 1;
const slot = topicLabels.length;
const random = new SeededRandom('shop topics');
const vector = (direction: number) =>
  Float32Array.from({ length: size }, (_, i) => (i === direction ? 1 : 0) + 0.2 * (random.next() - 0.5));

function row(i: number, label: string, source: string, split: EncoderRow['split']): EncoderRow {
  const kind = source === shopSource ? 'slot' : label;
  return {
    task: 'topic',
    text: `${kind} number ${i}`,
    label,
    source,
    split,
    kind: 'query',
    anchored: false,
    weight: 1,
  };
}
const splits = ['train', 'train', 'train', 'dev', 'calibration'] as const;
const rows = [
  ...topicLabels.flatMap((label) => splits.map((split, i) => row(i, label, 'own', split))),
  ...Array.from({ length: 40 }, (_, i) => row(i, 'cancel', shopSource, i % 4 === 0 ? 'dev' : 'train')),
];
const encodingOf = new Map(
  rows.map(({ text, label, source }) => {
    const values = vector(source === shopSource ? slot : topicLabels.indexOf(label as never));
    return [text, { vector: values, first: values }];
  }),
);
/** Knows the topics, and takes what it does not know for small talk. */
const serving: LinearHead = {
  labels: topicLabels,
  inputs: size,
  weights: topicLabels.flatMap((label, k) =>
    Array.from({ length: size }, (_, i) => (i === k || (i === slot && label === 'small_talk') ? 8 : 0)),
  ),
  bias: topicLabels.map(() => 0),
};

test('what a shop labelled is learnt, and held against what serves on messages that were kept out', () => {
  const report = learnShopTopics({
    rows,
    encodingOf,
    serving: { head: serving },
    encoder: { version: 'encoder-x' } as ArtefactManifest,
    languageOf: () => 'en',
    target: folder,
  });
  expect(report.shop).toMatchObject({ rows: 10, before: 0, after: 1, difference: 1, upper: 1 });
  // Ten of ten, and half a row more in each cell: 10 / 12 -+ 1.96 sqrt(11 - 12 (10 / 12)^2) / 12.
  expect(report.shop.lower).toBeCloseTo(0.5666, 4);
  expect(report.project).toMatchObject({ rows: topicLabels.length, before: 1, after: 1, difference: 0 });
  const manifest = JSON.parse(
    readFileSync(join(folder, 'topic', 'manifest.json'), 'utf8'),
  ) as ArtefactManifest;
  expect(manifest).toMatchObject({ name: 'topic', encoder: 'encoder-x', labels: topicLabels });
  expect(manifest.data).toContainEqual({
    name: shopSource,
    licence: "the shop's own; rows not included",
    rows: 30,
  });
  // Figures and card hold counts and shares: no message of the shop.
  expect(readFileSync(join(folder, 'topic', 'README.md'), 'utf8')).not.toContain('slot number');
});

test('a fifth of the shop’s messages is kept out, always the same; its word goes before the project’s', () => {
  const labels = Array.from({ length: 200 }, (_, i) => ({ text: `my slot ${i} `, topic: 'cancel' }));
  const served = (text: string) => text.toLowerCase();
  const known = shopTopicRows([], served).find(({ split }) => split === 'train')!;
  const made = shopTopicRows([...labels, { text: known.text, topic: 'leaving' }], served);
  const ofShop = made.filter(({ source }) => source === shopSource);
  expect(ofShop).toHaveLength(201);
  const held = ofShop.filter(({ split }) => split === 'dev').length;
  expect(held).toBeGreaterThan(20);
  expect(held).toBeLessThan(60);
  expect(made.filter(({ text }) => text === known.text).map(({ label }) => label)).toEqual(['leaving']);
  expect(shopTopicRows(labels, served).slice(0, 5)).toEqual(made.slice(0, 5));
});
