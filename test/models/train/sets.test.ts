import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { BadInputError } from '../../../core/errors.ts';
import { buildEncoder } from '../../../models/train/build-encoder.ts';
import { publicAspectRows } from '../../../models/train/heads/aspect-rows.ts';
import { publicSets } from '../../../models/train/sets/public-sets.ts';
import { readCsv } from '../../../models/train/sets/read-table.ts';
import { splitByHash } from '../../../models/train/sets/split-by-hash.ts';
import { VectorCache } from '../../../models/train/vector-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-sets-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('CSV with quotes, commas, line ends in fields, and empty fields', () => {
  const path = join(folder, 'table.csv');
  writeFileSync(path, '\ufefftext,label\r\n"say ""hi"", now",a\n"two\nlines",b\n,c\nplain,"d"');
  expect(readCsv(path)).toEqual([
    { text: 'say "hi", now', label: 'a' },
    { text: 'two\nlines', label: 'b' },
    { text: '', label: 'c' },
    { text: 'plain', label: 'd' },
  ]);
});

test('a set is read from its folder, packed or not', () => {
  mkdirSync(join(folder, 'sst2'));
  writeFileSync(join(folder, 'sst2/train.tsv.gz'), gzipSync('sentence\tlabel\ngood "film\t1\nbad\t0\n'));
  expect(publicSets.sst2(folder)).toEqual([
    { text: 'good "film', label: 'positive' },
    { text: 'bad', label: 'negative' },
  ]);
});

test('a marked term brings its clause alone, in its place, and means an aspect', () => {
  mkdirSync(join(folder, 'absa_en'));
  mkdirSync(join(folder, 'absa_zh'));
  const laptop = [
    'The keys are fine, but the $T$ was late.',
    'Shipping cost',
    'Negative',
    'I like $T$',
    'zebras',
    'Positive',
  ];
  writeFileSync(join(folder, 'absa_en/laptop.train.seg'), `${laptop.join('\n')}\n`);
  const chinese = ['物 流 快 ， $T$ 也 不 错', '做 工', 'Positive', '$T$', '效 果', 'Neutral'].join('\n');
  for (const part of ['phone', 'camera', 'hair'])
    writeFileSync(join(folder, `absa_zh/${part}.train.txt.gz`), gzipSync(chinese));
  expect(publicSets.absa_en(folder)[0]).toEqual({
    text: 'but the Shipping cost was late',
    label: 'shipping cost/negative',
  });
  expect(publicAspectRows(folder)).toEqual([
    {
      text: 'but the Shipping cost was late',
      aspect: 'delivery',
      sentiment: 'negative',
      source: 'absa_en',
      language: 'en',
    },
    { text: '做工也不错', aspect: 'quality', sentiment: 'positive', source: 'absa_zh', language: 'zh' },
  ]);
});

test('a missing set or base encoder says which file is wanted', () => {
  expect(() => publicSets.banking77(folder)).toThrow(BadInputError);
  expect(() => publicSets.banking77(folder)).toThrow(join(folder, 'banking77/train.csv'));
  const options = { precision: 'int8', masked: false, attention: 'fused', output: 'sentence' } as const;
  expect(() => buildEncoder(folder, options)).toThrow(`${join(folder, 'model.safetensors')} is missing`);
});

test('a split by hash keeps every row on its side, whatever stands around it', () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => ({ text: `row ${i}` }));
  const { train, dev } = splitByHash(rows, 0.2);
  expect(train.length + dev.length).toBe(2_000);
  expect(dev.length).toBeGreaterThan(340);
  expect(dev.length).toBeLessThan(460);
  expect(splitByHash(rows.toReversed().slice(0, 500), 0.2).dev.every((row) => dev.includes(row))).toBe(true);
});

test('vectors are made once and kept for their encoder', async () => {
  let made = 0;
  const embed = async (texts: readonly string[]) => {
    made += texts.length;
    return texts.map((text) => Float32Array.of(text.length, 1));
  };
  const cache = new VectorCache(join(folder, 'vectors'), 'v1', embed);
  const first = await cache.vectors('set', ['a', 'bcd']);
  expect(await cache.vectors('set', ['a', 'bcd'])).toEqual(first);
  expect(first).toEqual([Float32Array.of(1, 1), Float32Array.of(3, 1)]);
  expect(made).toBe(2);
  await new VectorCache(join(folder, 'vectors'), 'v2', embed).vectors('set', ['a', 'bcd']);
  expect(made).toBe(4);
});
