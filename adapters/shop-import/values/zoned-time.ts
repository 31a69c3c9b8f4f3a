import { zoneOffsetMs } from '../../../core/zone-offset.ts';

/** Offsets of a zone by hour, minutes: asking Intl for each of half a million rows would take minutes. */
const offsets = new Map<string, Map<number, number>>();
const hourMs = 3_600_000;
const mostKept = 200_000;

/**
 * The moment at which a clock on the wall of a zone shows the given time. In the hour that a zone skips, the clock as
 * it went before counts; of an hour that comes twice, the first.
 * @param wallMs the wall's time as if it were UTC, milliseconds.
 */
export function momentOf(wallMs: number, timeZone: string): number {
  const guess = wallMs - offsetAt(wallMs, timeZone);
  const offset = offsetAt(guess, timeZone);
  const before = offsetAt(guess - 3 * hourMs, timeZone);
  const early = wallMs - before;
  return offsetAt(early, timeZone) === before ? early : wallMs - offset;
}

function offsetAt(ms: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const hour = Math.floor(ms / hourMs);
  let offset = known.get(hour);
  if (offset === undefined) {
    offset = zoneOffsetMs(hour * hourMs, timeZone);
    if (known.size >= mostKept) known.clear();
    known.set(hour, offset);
  }
  return offset;
}
