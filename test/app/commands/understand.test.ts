import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { understandCommand } from '../../../app/commands/understand.ts';
import { BadInputError } from '../../../core/errors.ts';
import { sentimentLabels, topicLabels } from '../../../core/words.ts';

afterEach(() => vi.restoreAllMocks());

async function printed(...args: string[]): Promise<string[]> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  await understandCommand().parseAsync(['node', 'understand', ...args]);
  return lines;
}

test('one message, one JSON line with exactly the fields promised', async () => {
  const [line, ...rest] = await printed('where is my order 10482017?', '--json');
  expect(rest).toEqual([]);
  const result = JSON.parse(line!) as Record<string, { label: string; probabilities: object }>;
  expect(Object.keys(result)).toEqual(['text', 'language', 'sentiment', 'topic', 'milliseconds']);
  expect(result).toMatchObject({ text: 'where is my order 10482017?', language: 'en' });
  expect(result.topic!.label).toBe('order_status');
  expect(Object.keys(result.topic!.probabilities)).toEqual([...topicLabels]);
  expect(Object.keys(result.sentiment!.probabilities)).toEqual([...sentimentLabels]);
  expect(result.milliseconds).toBeGreaterThan(0);
});

test('a file gives a line for each message in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-understand-'));
  writeFileSync(join(folder, 'messages.txt'), '\ufeffhello\r\n\r\n我要退货\n');
  const results = (await printed('--file', join(folder, 'messages.txt'), '--json')).map((line) =>
    JSON.parse(line),
  );
  expect(results.map(({ text, language }) => [text, language])).toEqual([
    ['hello', 'en'],
    ['我要退货', 'zh'],
  ]);
  rmSync(folder, { recursive: true });
});

test('a classifier of one’s own reads messages by its name or folder', async () => {
  const [line] = await printed('where is my order 10482017?', '--model', 'topic', '--json');
  const result = JSON.parse(line!) as { label: string; probabilities: Record<string, number> };
  expect(Object.keys(result)).toEqual(['text', 'label', 'probabilities', 'milliseconds']);
  expect(result.label).toBe('order_status');
  expect(Object.values(result.probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
  await expect(printed('hi', '--model', '/nowhere')).rejects.toThrow('"/nowhere" is no model');
});

test('neither text nor file, both, or a file that is not there: a sentence that says what to give', async () => {
  await expect(printed()).rejects.toThrow(BadInputError);
  await expect(printed('hi', '--file', 'x')).rejects.toThrow('give one message as TEXT, or --file FILE');
  await expect(printed('--file', '/nowhere.txt')).rejects.toThrow('/nowhere.txt cannot be read');
});
