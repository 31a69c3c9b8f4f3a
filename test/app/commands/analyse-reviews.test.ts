import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { ReviewFileAnalysis } from '../../../app/analyse-review-file.ts';
import { analyseReviewsCommand } from '../../../app/commands/analyse-reviews.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-reviews-'));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => vi.restoreAllMocks());

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await analyseReviewsCommand().parseAsync(['node', 'reviews', ...args]);
  return text;
}

/** Socks that fitted for 24 weeks and run small for six, beside a kettle that leaks now and then. */
function writeReviews(): string {
  const lines = ['Clothing ID,Review,written'];
  for (let week = 0; week < 30; week++) {
    const day = new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10);
    const fit = week < 24 ? 'Fits perfectly, true to size.' : `Runs small, "far" too tight in week ${week}.`;
    for (let i = 0; i < 2; i++) lines.push(`socks,"${fit.replaceAll('"', '""')}",${day}`);
    lines.push(`kettle,${week % 5 === 0 ? '倒水就漏，不好用' : 'Heats up quickly and works well.'},${day}`);
  }
  const path = join(folder, 'reviews.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('a file of reviews: aspects, pain points with the lines that say it, and what has got worse', async () => {
  const path = writeReviews();
  const columns = ['--text', 'Review', '--product', 'Clothing ID', '--date', 'written'];
  const analysis = JSON.parse(await printed('--data', path, ...columns, '--json')) as ReviewFileAnalysis;
  expect(analysis.reviews).toBe(90);
  expect(analysis.rows).toHaveLength(90);
  const [worst] = analysis.painPoints;
  expect(worst).toMatchObject({ product: 'socks', aspect: 'size_fit', negative: { count: 12, of: 60 } });
  const phrase = worst!.phrases.find(({ phrase: text }) => /small|tight/.test(text))!;
  expect(phrase.lines).toHaveLength(12);
  expect(phrase.lines[0]).toBe(2 + 24 * 3);
  expect(analysis.alarms).toEqual([
    expect.objectContaining({
      product: 'socks',
      aspect: 'size_fit',
      since: '2026-06-22',
      before: { count: 0, of: 48 },
      after: { count: 12, of: 12 },
    }),
  ]);
  expect(await printed('--data', path, ...columns)).toMatch(
    /socks: size_fit since the week of 2026-06-22: 0 of 48 before, 12 of 12 since/,
  );
}, 60_000);

test('what is missing is named', async () => {
  await expect(printed()).rejects.toThrow(/give either --shop ID or --data FILE/);
  await expect(printed('--data', writeReviews(), '--text', 'body')).rejects.toThrow(/has no column "body"/);
}, 30_000);
