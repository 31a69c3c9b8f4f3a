import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseColumn, findColumn } from '../../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../../adapters/table-file/numbers-of.ts';
import { readTable } from '../../../adapters/table-file/read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('reads commas and quotes, packed or not', async () => {
  const text = 'arm,segment,spend\nA,"7) $1,000 +",1.5\nB,x,2\n';
  for (const path of [file('a.csv', text), file('a.csv.gz', gzipSync(text))]) {
    const table = await readTable(path);
    expect(table.columns).toEqual(['arm', 'segment', 'spend']);
    expect(table.values[1]).toEqual(['7) $1,000 +', 'x']);
    expect([...numbersOf(table, 2)]).toEqual([1.5, 2]);
    expect(table.lines).toEqual([2, 3]);
  }
});

test('reads columns of blanks', async () => {
  const table = await readTable(file('b.txt', ' customer_id  date \n 00001 19970101 \n\n 2   19970112\n'));
  expect(table.columns).toEqual(['customer_id', 'date']);
  expect(table.values).toEqual([
    ['00001', '2'],
    ['19970101', '19970112'],
  ]);
  expect(table.lines).toEqual([2, 4]);
});

test('a column is found by its usual name, and a missing one lists what there is', async () => {
  const table = await readTable(file('c.csv', 'Customer ID,T\n1,2\n'));
  const wish = { meaning: 'the customer', flag: '--customer', usualNames: ['customer_id'] };
  expect(chooseColumn(table, wish)).toBe(0);
  expect(findColumn(table, { ...wish, usualNames: ['shopper'] })).toBeNull();
  expect(() => chooseColumn(table, { ...wish, given: 'shopper' })).toThrow(
    /no column "shopper" \(--customer\); it has "Customer ID", "T"/,
  );
});

test('a field that is no number is named with its line', async () => {
  const table = await readTable(file('d.csv', 'x,y\n1,2\n,3\n'));
  expect(() => numbersOf(table, 0)).toThrow(/line 3, column "x": empty; a number would be right/);
  expect(() => numbersOf(table, 1, { atLeast: 0, atMost: 2.5 })).toThrow(/"3"; a number from 0 to 2.5/);
});

test('a row with too few fields is named, and so is a file without rows', async () => {
  await expect(readTable(file('e.csv', 'x,y\n1,2\n3\n4,5\n'))).rejects.toThrow(/line 3: fewer fields/);
  await expect(readTable(file('f.csv', 'x,y\n'))).rejects.toThrow(/a header but no rows/);
});
