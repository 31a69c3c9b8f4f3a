const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What a clock on the wall of a zone shows less UTC at a moment, in milliseconds.
 * @param moment milliseconds since 1970-01-01 UTC.
 * @param timeZone IANA name; throws RangeError when it is not known.
 */
export function zoneOffsetMs(moment: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts;
  const wall = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  return wall - Math.floor(moment / 1000) * 1000;
}
