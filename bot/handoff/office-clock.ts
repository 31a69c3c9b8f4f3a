import { zoneOffsetMs } from '../../core/zone-offset.ts';
import type { SupportHours } from '../ports/shop-data.ts';

/** When people answer; null: at any hour. */
export interface OfficeTimes {
  readonly support: Pick<SupportHours, 'days' | 'from' | 'to'> | null;
  readonly timeZone: string;
}

const dayMs = 86_400_000;
/** A shop that is closed for longer than this has no clock to count by. */
const horizonDays = 60;

/** The moment at which `minutes` of office time have passed since `from`. */
export function afterOfficeMinutes(from: Date, minutes: number, office: OfficeTimes): Date {
  let leftMs = minutes * 60_000;
  for (const [start, end] of openSpans(from, office)) {
    if (end - start >= leftMs) return new Date(start + leftMs);
    leftMs -= end - start;
  }
  return new Date(from.getTime() + horizonDays * dayMs);
}

/** Seconds of office time between two moments; 0 when `to` is not after `from`. */
export function officeSecondsBetween(from: Date, to: Date, office: OfficeTimes): number {
  let sumMs = 0;
  for (const [start, end] of openSpans(from, office)) {
    if (start >= to.getTime()) break;
    sumMs += Math.min(end, to.getTime()) - start;
  }
  return Math.round(sumMs / 1000);
}

/** Spans of time, in order, in which the shop is open, from `from` on. */
function* openSpans(from: Date, { support, timeZone }: OfficeTimes): Generator<[start: number, end: number]> {
  if (!support || support.days.length === 0 || support.from >= support.to) {
    yield [from.getTime(), from.getTime() + 10 * 365 * dayMs];
    return;
  }
  // Days are counted on the calendar: a day on which the clock changes has 23 or 25 hours.
  const today = Date.parse(`${localDate(from, timeZone)}T00:00:00Z`);
  for (let ahead = 0; ahead <= horizonDays; ahead++) {
    const day = new Date(today + ahead * dayMs);
    if (!support.days.includes(day.getUTCDay() || 7)) continue;
    const date = day.toISOString().slice(0, 10);
    const start = Math.max(from.getTime(), instantOf(date, support.from, timeZone));
    const end = instantOf(date, support.to, timeZone);
    if (end > start) yield [start, end];
  }
}

function localDate(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + zoneOffsetMs(moment.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** The instant at which a wall clock in the zone shows this; asked twice, since the offset may change in between. */
function instantOf(date: string, time: string, timeZone: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const first = wall - zoneOffsetMs(wall, timeZone);
  return wall - zoneOffsetMs(first, timeZone);
}
