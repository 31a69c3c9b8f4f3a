import { zoneOffsetMs } from '../../core/zone-offset.ts';

/** Length of a money period in local calendar days. */
export const periodDays = 30;

const dayMs = 86_400_000;

export interface Period {
  /** First instant that belongs to the period. */
  readonly start: Date;
  /** First instant that no longer does. */
  readonly end: Date;
}

/**
 * The 30-day period that `now` lies in: every shopper of a shop shares its boundaries, which are midnights in the
 * shop's zone on every 30th day counted from 1970-01-01, so that replicas agree without asking each other.
 * @param timeZone IANA name; throws RangeError when it is not known.
 */
export function periodOf(now: Date, timeZone: string): Period {
  const index = Math.floor(localDay(now, timeZone) / periodDays);
  return {
    start: startOfLocalDay(index * periodDays, timeZone),
    end: startOfLocalDay((index + 1) * periodDays, timeZone),
  };
}

/** Days since 1970-01-01 of the calendar date that a clock on the wall in `timeZone` shows. */
function localDay(instant: Date, timeZone: string): number {
  return Math.floor((instant.getTime() + zoneOffsetMs(instant.getTime(), timeZone)) / dayMs);
}

/** First instant of a local day; where summer time skips midnight, the first instant after the gap. */
function startOfLocalDay(day: number, timeZone: string): Date {
  const wallMs = day * dayMs;
  // The offset half a day either side brackets every change of clocks around that midnight.
  const offsets = [-dayMs / 2, dayMs / 2].map((shift) => zoneOffsetMs(wallMs + shift, timeZone));
  const candidates = offsets.map((offset) => new Date(wallMs - offset));
  const [earlier, later] = candidates.sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
  return localDay(earlier, timeZone) === day ? earlier : later;
}
