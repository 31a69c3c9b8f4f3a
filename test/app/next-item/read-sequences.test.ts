import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldOutCases } from '../../../app/next-item/held-out-cases.ts';
import { readSequences } from '../../../app/next-item/read-sequences.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sequences-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Buffer, name = 'sequences.txt'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('a line per shopper, gzip or not; what was bought again stands where it was bought first', async () => {
  const text = '1 10 20 10\r\n\n2 30\n';
  const read = await readSequences(file(text));
  expect(read).toEqual([
    { shopper: '1', items: ['10', '20'], last: '10', earlier: ['10', '20'], line: 1 },
    { shopper: '2', items: ['30'], last: '30', earlier: [], line: 3 },
  ]);
  expect(await readSequences(file(gzipSync(text), 'sequences.txt.gz'))).toEqual(read);
});

test.each([
  ['no item', '1 10\n7\n', /line 2: shopper "7" has no item; a line per shopper, "shopper item item/],
  ['commas', '1,10,20\n', /line 1: "1,10,20" has no blanks; a line per shopper/],
  ['a shopper twice', '1 10\n2 10\n1 20\n', /line 3: shopper "1" stands on line 1 already/],
  ['nothing', '\n\n', /has no lines; a line per shopper/],
  ['another encoding', Buffer.from([0x31, 0x20, 0xff, 0xfe]), /no text in UTF-8/],
])('%s is refused with a sentence', async (_, content, message) => {
  await expect(readSequences(file(content as string))).rejects.toThrow(message);
});

test('a file that is not there is refused', async () => {
  await expect(readSequences(join(folder, 'missing.txt'))).rejects.toThrow(/cannot read ".*missing.txt"/);
});

test('next items come as "shopper item" or as whole sequences', async () => {
  const train = await readSequences(file('1 10 20\n2 30 40\n3 50\n'));
  const test = await readSequences(file('2 99\n1 10 20 30\n4 10\n3 50\n'));
  expect(heldOutCases(train, test, 'test.txt')).toEqual({
    cases: [
      { known: ['30', '40'], target: '99' },
      { known: ['10', '20'], target: '30' },
      { known: ['50'], target: '50' },
    ],
    withoutHistory: 1,
    boughtBefore: 1,
  });
});

test('files that do not belong together, and a training file that holds the answers, are refused', async () => {
  const train = await readSequences(file('1 10 20\n2 30 40\n'));
  expect(() => heldOutCases(train, [{ ...train[0]!, shopper: '9', earlier: [] }], 'test.txt')).toThrow(
    /none of its 1 shoppers has a line in the training file/,
  );
  expect(() => heldOutCases(train, train, 'test.txt')).toThrow(
    /2 of its 2 items to be found stand in the training file's line/,
  );
});
