import { expect, test } from 'vitest';
import { splitHoldout } from '../../../retention/value/split-holdout.ts';
import { type PurchaseRow, summarisePurchases } from '../../../retention/value/summarise-purchases.ts';

const day = (iso: string) => Date.parse(iso) / 86_400_000;
// Transactions and summaries of lifetimes (tests/test_utils.py).
const rows: PurchaseRow[] = (
  [
    [1, '2015-01-01', 1],
    [1, '2015-02-06', 2],
    [2, '2015-01-01', 2],
    [3, '2015-01-01', 3],
    [3, '2015-01-02', 1],
    [3, '2015-01-05', 5],
    [4, '2015-01-16', 6],
    [4, '2015-02-02', 3],
    [4, '2015-02-05', 3],
    [5, '2015-01-16', 3],
    [5, '2015-01-17', 1],
    [5, '2015-01-18', 8],
    [6, '2015-02-02', 5],
  ] as const
).map(([shopper, date, amount]) => ({ shopper: String(shopper), day: day(date), amount }));
const observationEnd = day('2015-02-07');

function table(summary: ReturnType<typeof summarisePurchases>) {
  return summary.shoppers.map((shopper, i) => [
    Number(shopper),
    summary.frequency[i],
    summary.recency[i],
    summary.age[i],
    summary.monetary[i],
  ]);
}

test('days', () => {
  expect(table(summarisePurchases(rows, { observationEnd, unit: 'day' }))).toEqual([
    [1, 1, 36, 37, 2],
    [2, 0, 0, 37, 0],
    [3, 2, 4, 37, 3],
    [4, 2, 20, 22, 3],
    [5, 2, 2, 22, 4.5],
    [6, 0, 0, 5, 0],
  ]);
});

test('whole calendar weeks', () => {
  const weekly = table(summarisePurchases(rows, { observationEnd, unit: 'week', wholeUnits: true }));
  expect(weekly.map((row) => row.slice(0, 4))).toEqual([
    [1, 1, 5, 5],
    [2, 0, 0, 5],
    [3, 1, 1, 5],
    [4, 1, 3, 3],
    [5, 0, 0, 3],
    [6, 0, 0, 0],
  ]);
});

test('weeks and months as fractions of days; whole months of the calendar', () => {
  const weekly = summarisePurchases(rows, { observationEnd, unit: 'week' });
  expect(weekly.age[0]).toBeCloseTo(37 / 7, 12);
  expect(weekly.frequency[2]).toBe(2);
  expect(summarisePurchases(rows, { observationEnd, unit: 'month' }).recency[0]).toBeCloseTo(
    36 / 30.4375,
    12,
  );
  const months = summarisePurchases(rows, { observationEnd, unit: 'month', wholeUnits: true });
  expect([...months.recency]).toEqual([1, 0, 0, 1, 0, 0]);
});

test('rows of one day are one purchase, in any order; those after the end do not count', () => {
  const shuffled = [...rows, { shopper: '1', day: day('2015-02-06'), amount: 5 }].reverse();
  const summary = summarisePurchases(shuffled, { observationEnd: day('2015-02-06'), unit: 'day' });
  const first = summary.shoppers.indexOf('1');
  expect([summary.frequency[first], summary.recency[first], summary.monetary[first]]).toEqual([1, 36, 7]);
  const early = summarisePurchases(rows, { observationEnd: day('2015-01-15'), unit: 'day' });
  expect(early.shoppers).toEqual(['1', '2', '3']);
});

test('the last day of the rows ends observation unless told; nobody is nobody', () => {
  expect(summarisePurchases(rows, { unit: 'day' }).age[5]).toBe(4);
  expect(summarisePurchases([], { unit: 'day' }).shoppers).toEqual([]);
});

test('calibration and holdout', () => {
  const split = splitHoldout(rows, { calibrationEnd: day('2015-02-01'), observationEnd, unit: 'day' });
  expect(split.calibration.shoppers).toEqual(['1', '2', '3', '4', '5']);
  expect([...split.calibration.frequency]).toEqual([0, 0, 2, 0, 2]);
  expect([...split.holdoutFrequency]).toEqual([1, 0, 0, 2, 0]);
  expect([...split.holdoutAmount]).toEqual([2, 0, 0, 6, 0]);
  expect(split.duration).toBe(6);
});
