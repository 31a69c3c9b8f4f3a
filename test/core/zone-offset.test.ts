import { expect, test } from 'vitest';
import { zoneOffsetMs } from '../../core/zone-offset.ts';

test.each([
  ['2026-01-15T12:00:00Z', 'Europe/London', 0],
  ['2026-07-15T12:00:00Z', 'Europe/London', 60],
  ['2026-03-29T00:59:59.999Z', 'Europe/London', 0],
  ['2026-03-29T01:00:00Z', 'Europe/London', 60],
  ['2026-07-15T12:00:00Z', 'Asia/Kathmandu', 345],
  ['1969-12-31T23:59:59.500Z', 'America/New_York', -300],
])('at %s %s is %i minutes off UTC', (moment, zone, minutes) => {
  expect(zoneOffsetMs(Date.parse(moment), zone)).toBe(minutes * 60_000);
});

test('an unknown zone is refused', () => {
  expect(() => zoneOffsetMs(0, 'Mars/Olympus')).toThrow(RangeError);
});
