import type { Language } from '../../core/words.ts';

/** "Tuesday 24 November" or "11月24日星期二", by the shop's clock. */
export function formatDay(date: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(date);
}

/** As formatDay without the weekday, with the year when it is not the year of `now`. */
export function formatDate(date: Date, now: Date, timeZone: string, language: Language): string {
  const year = new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone });
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    ...(year.format(date) === year.format(now) ? {} : { year: 'numeric' as const }),
    timeZone,
  }).format(date);
}
