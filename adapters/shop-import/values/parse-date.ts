import { momentOf } from './zoned-time.ts';

export type DayOrder = 'dmy' | 'mdy';
/** Milliseconds; 'ambiguous': day and month may be either way round. */
export type ReadDate = number | 'ambiguous' | null;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const time = String.raw`(?:[T,\s]*(?:(上午|下午)\s*)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?(?:\.?[Mm]\.?)?)?`;
const zone = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${time}${zone}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${time}${zone}$`);
const dayMonthName = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})${time}${zone}$`,
);
const monthNameDay = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}${zone}$`,
);

/** No date is longer; a long run of spaces would hold the patterns. */
const longestDate = 60;

/**
 * Reads a date as exports write it; without a zone of its own it is the shop's wall clock.
 * @param order how 03/04/2020 is meant; null: not known, such a value is ambiguous.
 * @returns null when it is no date that exists.
 */
export function parseDate(text: string, order: DayOrder | null, timeZone: string): ReadDate {
  const plain = text.trim();
  if (plain.length > longestDate) return null;
  let match = yearFirst.exec(plain);
  if (match) return moment(match, Number(match[1]), Number(match[2]), Number(match[3]), timeZone);
  match = yearLast.exec(plain);
  if (match) return slashed(match, order, timeZone);
  match = dayMonthName.exec(plain);
  if (match) return moment(match, Number(match[3]), monthOf(match[2]!), Number(match[1]), timeZone);
  match = monthNameDay.exec(plain);
  if (match) return moment(match, Number(match[3]), monthOf(match[1]!), Number(match[2]), timeZone);
  if (/^(?:19|20)\d{6}$/.test(plain))
    return parseDate(`${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`, order, timeZone);
  if (/^1\d{9}$/.test(plain)) return Number(plain) * 1000;
  if (/^1\d{12}$/.test(plain)) return Number(plain);
  return null;
}

/** What one value proves about its column's order of day and month; null: nothing. */
export function dayOrderEvidence(text: string): DayOrder | 'either' | null {
  const match = text.length > longestDate ? null : yearLast.exec(text.trim());
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first > 12 && second <= 12) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return first === second ? null : 'either';
}

function slashed(match: RegExpExecArray, order: DayOrder | null, timeZone: string): ReadDate {
  const [first, second] = [Number(match[1]), Number(match[2])];
  const short = Number(match[3]);
  const year = match[3]!.length === 2 ? (short < 70 ? 2000 : 1900) + short : short;
  const sure = first > 12 ? 'dmy' : second > 12 ? 'mdy' : first === second ? 'dmy' : order;
  if (sure === null) return 'ambiguous';
  return sure === 'dmy'
    ? moment(match, year, second, first, timeZone)
    : moment(match, year, first, second, timeZone);
}

/** Groups 4 to 10 of every pattern are the time and the zone. */
function moment(
  match: RegExpExecArray,
  year: number,
  month: number,
  day: number,
  timeZone: string,
): number | null {
  const [, , , , half, hours, minutes, seconds, fraction, letter, offset] = match;
  let hour = Number(hours ?? 0);
  const afternoon = half === '下午' || letter?.toLowerCase() === 'p';
  const morning = half === '上午' || letter?.toLowerCase() === 'a';
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  const [minute, second] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const made = new Date(wall);
  const exists =
    made.getUTCMonth() === month - 1 && made.getUTCDate() === day && hour < 24 && minute < 60 && second < 61;
  if (!exists || year < 1900) return null;
  if (offset === undefined) return momentOf(wall, timeZone);
  if (!/^[+-]/.test(offset)) return wall;
  const [offsetHours, offsetMinutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return wall - (offset[0] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
