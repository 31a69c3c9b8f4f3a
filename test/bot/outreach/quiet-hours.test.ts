import { expect, test } from 'vitest';
import { defaultOutreachSettings, readOutreachSettings } from '../../../bot/outreach/outreach-settings.ts';
import { isQuiet, timeZoneOr } from '../../../bot/outreach/quiet-hours.ts';

const night = { from: '20:00', to: '09:00' };

test.each([
  ['2026-11-20T19:59:59Z', false],
  ['2026-11-20T20:00:00Z', true],
  ['2026-11-21T00:00:00Z', true],
  ['2026-11-21T08:59:59Z', true],
  ['2026-11-21T09:00:00Z', false],
])('over midnight, at %s: %s', (at, quiet) => {
  expect(isQuiet(new Date(at), night, 'UTC')).toBe(quiet);
});

// London goes from GMT to BST on 29 March 2026 at 01:00 UTC, and back on 25 October at 01:00 UTC.
test.each([
  ['2026-03-28T08:30:00Z', true], // 08:30
  ['2026-03-29T08:30:00Z', false], // 09:30
  ['2026-03-29T19:30:00Z', true], // 20:30
  ['2026-10-24T08:30:00Z', false], // 09:30
  ['2026-10-25T08:30:00Z', true], // 08:30
  ['2026-10-25T19:30:00Z', false], // 19:30
])('on days on which the clock changes, at %s: %s', (at, quiet) => {
  expect(isQuiet(new Date(at), night, 'Europe/London')).toBe(quiet);
});

test('within a day, and none at all', () => {
  const noon = new Date('2026-11-20T12:30:00Z');
  expect(isQuiet(noon, { from: '12:00', to: '13:00' }, 'UTC')).toBe(true);
  expect(isQuiet(noon, { from: '12:00', to: '13:00' }, 'Asia/Shanghai')).toBe(false);
  expect(isQuiet(noon, { from: '12:30', to: '12:30' }, 'UTC')).toBe(false);
});

test('a zone that a client made up is not believed', () => {
  expect(timeZoneOr('Asia/Shanghai', 'UTC')).toBe('Asia/Shanghai');
  expect(timeZoneOr('Mars/Olympus', 'Europe/London')).toBe('Europe/London');
  expect(timeZoneOr(null, 'Europe/London')).toBe('Europe/London');
});

test('settings of the wrong kind switch nothing on and widen nothing', () => {
  expect(readOutreachSettings(null)).toEqual(defaultOutreachSettings);
  expect(defaultOutreachSettings.enabled).toBe(false);
  expect(
    readOutreachSettings({
      enabled: 'yes',
      everyDays: 0,
      quietFrom: '25:00',
      contactShare: 2,
      perRun: -1,
      x: 1,
    }),
  ).toEqual(defaultOutreachSettings);
  expect(readOutreachSettings({ enabled: true, everyDays: 7 })).toEqual({
    ...defaultOutreachSettings,
    enabled: true,
    everyDays: 7,
  });
});
