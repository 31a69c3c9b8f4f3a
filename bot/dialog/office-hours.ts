import type { Language } from '../../core/words.ts';
import type { SupportHours } from '../ports/shop-data.ts';
import { formatDay } from '../say/format-date.ts';

export type OfficeHours =
  | { readonly open: true; readonly closes: string }
  | { readonly open: false; readonly opens: { readonly day: string; readonly from: string } | null };

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether people answer at `now`, until when, or from when on (within a week); times of day by the shop's clock. */
export function officeHours(
  support: SupportHours,
  timeZone: string,
  now: Date,
  language: Language,
): OfficeHours {
  const here = localTime(now, timeZone);
  const worksToday = support.days.includes(here.weekday);
  if (worksToday && here.time >= support.from && here.time < support.to)
    return { open: true, closes: support.to };
  for (let ahead = worksToday && here.time < support.from ? 0 : 1; ahead <= 7; ahead++) {
    const then = new Date(now.getTime() + ahead * 86_400_000);
    if (support.days.includes(localTime(then, timeZone).weekday))
      return { open: false, opens: { day: formatDay(then, timeZone, language), from: support.from } };
  }
  return { open: false, opens: null };
}

function localTime(date: Date, timeZone: string): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: weekdays.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` };
}
