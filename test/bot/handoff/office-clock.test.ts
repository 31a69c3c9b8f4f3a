import { describe, expect, test } from 'vitest';
import { afterOfficeMinutes, officeSecondsBetween } from '../../../bot/handoff/office-clock.ts';

const london = { support: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }, timeZone: 'Europe/London' };
const shanghai = {
  support: { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '22:00' },
  timeZone: 'Asia/Shanghai',
};
const always = { support: null, timeZone: 'UTC' };
const at = (text: string) => new Date(text);

describe('deadlines in office hours', () => {
  test.each([
    // A Friday in winter: London is UTC.
    [london, '2026-11-20T12:00:00Z', 15, '2026-11-20T12:15:00Z'],
    [london, '2026-11-20T17:50:00Z', 15, '2026-11-23T09:05:00Z'],
    [london, '2026-11-20T19:00:00Z', 15, '2026-11-23T09:15:00Z'],
    [london, '2026-11-21T12:00:00Z', 480, '2026-11-23T17:00:00Z'],
    // Clocks go forward on 29 March 2026: Monday's nine o'clock is eight in UTC.
    [london, '2026-03-27T17:59:00Z', 2, '2026-03-30T08:01:00Z'],
    // And back on 25 October 2026.
    [london, '2026-10-23T16:59:00Z', 2, '2026-10-26T09:01:00Z'],
    [shanghai, '2026-11-20T15:00:00Z', 30, '2026-11-21T02:30:00Z'],
    [always, '2026-11-21T23:59:00Z', 2, '2026-11-22T00:01:00Z'],
  ])('%#', (office, from, minutes, due) => {
    expect(afterOfficeMinutes(at(from), minutes, office).toISOString()).toBe(at(due).toISOString());
  });

  test('what passed between two moments counts office hours alone', () => {
    expect(officeSecondsBetween(at('2026-11-20T17:00:00Z'), at('2026-11-23T10:00:00Z'), london)).toBe(
      2 * 3_600,
    );
    expect(officeSecondsBetween(at('2026-11-21T08:00:00Z'), at('2026-11-22T20:00:00Z'), london)).toBe(0);
    expect(officeSecondsBetween(at('2026-11-23T10:00:00Z'), at('2026-11-23T09:30:00Z'), london)).toBe(0);
    expect(officeSecondsBetween(at('2026-11-21T08:00:00Z'), at('2026-11-21T09:00:00Z'), always)).toBe(3_600);
  });
});
