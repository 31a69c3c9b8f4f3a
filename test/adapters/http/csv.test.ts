import { expect, test } from 'vitest';
import { csvCell } from '../../../adapters/http/csv.ts';

test.each([
  ['a', 'a'],
  ['b,c', '"b,c"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  [undefined, ''],
  [true, 'true'],
  [{ a: 1 }, '"{""a"":1}"'],
])('%j as RFC 4180 wants it', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1+1'])(
  '%j is no formula',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')[0]).toBe("'");
  },
);

test.each([-1.5, 0, 12])('%d stays a number', (value) => {
  expect(csvCell(value)).toBe(String(value));
});
