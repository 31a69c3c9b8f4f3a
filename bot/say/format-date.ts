import type { Language } from '../../core/words.ts';

type DateOptions = Intl.DateTimeFormatOptions & { readonly timeZone: string };

/** Making one takes longer than a database round trip; a process meets a handful of time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(date: Date, name: string, language: Language, options: DateOptions): string {
  const key = `${name} ${language} ${options.timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', options);
    formats.set(key, format);
  }
  return format.format(date);
}

/** "Tuesday 24 November" or "11月24日星期二", by the shop's clock. */
export function formatDay(date: Date, timeZone: string, language: Language): string {
  return formatted(date, 'day', language, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}

/** As formatDay without the weekday, with the year when it is not the year of `now`. */
export function formatDate(date: Date, now: Date, timeZone: string, language: Language): string {
  const yearOf = (instant: Date) => formatted(instant, 'year', 'en', { year: 'numeric', timeZone });
  const dayAndMonth = { day: 'numeric', month: 'long', timeZone } as const;
  return yearOf(date) === yearOf(now)
    ? formatted(date, 'date', language, dayAndMonth)
    : formatted(date, 'date and year', language, { ...dayAndMonth, year: 'numeric' });
}
