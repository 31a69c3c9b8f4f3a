import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf } from '../../../retention/money/period.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Shanghai',
  'America/New_York',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Pacific/Apia',
];

test('every moment lies in exactly one period, and periods meet without gap', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (now, zone) => {
        const { start, end } = periodOf(now, zone);
        expect(start.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(periodOf(start, zone).start).toEqual(start);
        expect(periodOf(end, zone).start).toEqual(end);
        expect(periodOf(new Date(end.getTime() - 1), zone).start).toEqual(start);
      },
    ),
  );
});

test('boundaries are midnights on the wall in the shop, through a change of clocks', () => {
  // Day 20,730 since 1970 is 2026-10-04, in summer time; 30 days later it is winter.
  const { start, end } = periodOf(new Date('2026-10-20T12:00:00Z'), 'Europe/Berlin');
  expect(start.toISOString()).toBe('2026-10-03T22:00:00.000Z');
  expect(end.toISOString()).toBe('2026-11-02T23:00:00.000Z');
});

test('an unknown zone is refused', () => {
  expect(() => periodOf(new Date(), 'Mars/Olympus')).toThrow(RangeError);
});
