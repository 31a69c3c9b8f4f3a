import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reviewRows } from '../../../models/train/shared-encoder/review-rows.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sets-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), gzipSync(text));
  }
  return folder;
}

/** Whole sentences of fifteen words and more, each with a phrase of it, as SST-2 lists them. */
const sentences = Array.from(
  { length: 120 },
  (_, i) =>
    `the film number ${i} is a long and winding story that nobody who sees it will forget before scene ${i} ends`,
);
const phrases = sentences.map((_, i) => `the film number ${i} is a long and winding story`);

const folder = folderOf({
  'sst2/train.tsv.gz': `sentence\tlabel\n${[...sentences, ...phrases].map((text) => `${text} \t1`).join('\n')}\n`,
  'zh_reviews/online_shopping_10_cats.csv.gz': `cat,label,review\n${Array.from({ length: 60 }, (_, i) => `${i % 2 ? '书籍' : '平板'},${i % 3 ? 1 : 0},第${i}条评价很好`).join('\n')}\n`,
  'zh_reviews/waimai_10k.csv.gz': `label,review\n${Array.from({ length: 60 }, (_, i) => `1,第${i}单很快`).join('\n')}\n`,
  'womens_clothing/womens_clothing.csv.gz': `Title,Review Text,Rating\n${Array.from({ length: 60 }, (_, i) => `Nice,Dress ${i} is fine,${(i % 5) + 1}`).join('\n')}\n`,
});
const rows = reviewRows(folder);

test('no phrase of a sentence that is measured on is trained on', () => {
  const films = rows.filter(({ source }) => source === 'sst2');
  const measured = films.filter(({ split }) => split === 'dev').map(({ text }) => text);
  expect(measured.length).toBeGreaterThan(3);
  expect(measured.every((text) => sentences.includes(text))).toBe(true);
  const trained = films.filter(({ split }) => split === 'train').map(({ text }) => text);
  expect(trained.length).toBeGreaterThan(200);
  expect(trained.filter((text) => measured.some((sentence) => sentence.includes(text)))).toEqual([]);
});

test('one category of goods is never trained on', () => {
  const unseen = rows.filter(({ source }) => source === 'online_shopping-unseen');
  expect(unseen).toHaveLength(30);
  expect(unseen.every(({ split }) => split === 'dev')).toBe(true);
});

test('three stars are neither praise nor blame and left out; passages are held and never measured on', () => {
  const clothes = rows.filter(({ source, kind }) => source === 'womens_clothing' && kind === 'query');
  expect(clothes.filter(({ label }) => label === 'negative')).toHaveLength(24);
  expect(clothes.some(({ text }) => text === 'Nice. Dress 2 is fine')).toBe(false);
  const passages = rows.filter(({ kind }) => kind === 'passage');
  expect(passages.length).toBeGreaterThan(0);
  expect(passages.every(({ anchored, split }) => anchored && split === 'train')).toBe(true);
});
