/**
 * Is this a time at which nobody is written to? Both ends are times of day on the wall clock of the zone, so that a day
 * on which the clock changes has the same quiet hours as every other; `from` later than `to` goes over midnight, and
 * both alike means that there are none.
 * @param hours 'HH:MM' each; `from` is quiet, `to` is not.
 */
export function isQuiet(now: Date, hours: { from: string; to: string }, timeZone: string): boolean {
  const { from, to } = hours;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(now);
  if (from === to) return false;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** The zone that a client named, if there is such a one; else the other. */
export function timeZoneOr(named: string | null, usual: string): string {
  if (named === null || named.length > 64) return usual;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: named }).resolvedOptions().timeZone;
  } catch {
    return usual;
  }
}
