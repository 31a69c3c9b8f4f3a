import type { Language } from '../../core/words.ts';

/** "Monday to Friday", "周一至周五"; what is not in a row is listed. @param days 1 Monday to 7 Sunday. */
export function formatWeekdays(days: readonly number[], language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, {
    weekday: language === 'zh' ? 'short' : 'long',
    timeZone: 'UTC',
  });
  // 1 January 2024 was a Monday.
  const name = (day: number) => format.format(Date.UTC(2024, 0, day));
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const first = sorted[0]!;
  const last = sorted.at(-1)!;
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return `${name(first)}${language === 'zh' ? '至' : ' to '}${name(last)}`;
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(sorted.map(name));
}
