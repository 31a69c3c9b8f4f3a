import { expect, test } from 'vitest';
import { officeHours } from '../../bot/dialog/office-hours.ts';

const weekdays = { email: 'help@shop.example', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const at = (time: string) => officeHours(weekdays, 'Europe/London', new Date(time), 'en');

test('open until the evening', () => {
  expect(at('2026-11-20T12:00:00Z')).toEqual({ open: true, closes: '18:00' });
});

test('early in the morning it opens the same day, by the shop’s clock in summer', () => {
  // 07:30 UTC is 08:30 in London in July.
  expect(at('2026-07-20T07:30:00Z')).toEqual({
    open: false,
    opens: { day: 'Monday 20 July', from: '09:00' },
  });
  expect(at('2026-07-20T08:30:00Z')).toMatchObject({ open: true });
});

test('from Friday evening it opens on Monday', () => {
  expect(at('2026-11-20T18:00:00Z')).toEqual({
    open: false,
    opens: { day: 'Monday 23 November', from: '09:00' },
  });
});

test('a shop that nobody answers for opens never', () => {
  expect(
    officeHours({ ...weekdays, days: [] }, 'Europe/London', new Date('2026-11-20T12:00:00Z'), 'en'),
  ).toEqual({
    open: false,
    opens: null,
  });
});
