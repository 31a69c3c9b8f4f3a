import { minorDigits, minorPerMajor } from '../../../core/contracts/minor-digits.ts';
import type { Language } from '../../../core/contracts/staff.ts';

/** What is shown where a value is not known; say the reason beside it. */
export const unknown = '–';

/** How one shop's amounts and times are written in one language. Minus is U+2212; null gives `unknown`. */
export interface Formats {
  /** Minor units of the shop's currency: `£1,234.50`. */
  money(minorUnits: number | null): string;
  /** Short, for axes and narrow places: `£1.2m`, `¥123.5万`. */
  moneyShort(minorUnits: number | null): string;
  count(value: number | null): string;
  /** A share of 0 to 1: `71%`; at most three digits. */
  percent(share: number | null): string;
  /** An estimate never stands without its interval; shares of 1: `+2.1% (+0.4% to +3.8%)`. */
  estimate(value: { readonly at: number; readonly low: number; readonly high: number } | null): string;
  /** `26 Nov 2025`. */
  date(iso: string | null): string;
  /** `26 Nov 2025, 14:02`. */
  dateTime(iso: string | null): string;
  /** `14:02`. */
  time(iso: string | null): string;
  /** `3 days ago`, `in 5 minutes`. */
  relative(iso: string | null, now?: Date): string;
}

/** Formats of a shop in a language; make them once and keep them: Intl objects are dear. */
export function createFormats(language: Language, shop: { currency: string; timeZone: string }): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  // Less than half a penny below nothing is nothing: no sign before a zero.
  const signDisplay = 'negative' as const;
  const currency = {
    style: 'currency',
    currency: shop.currency,
    currencyDisplay: 'narrowSymbol',
    signDisplay,
  } as const;
  const digits = minorDigits(shop.currency);
  const money = new Intl.NumberFormat(locale, {
    ...currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const moneyShort = new Intl.NumberFormat(locale, {
    ...currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  const major = minorPerMajor(shop.currency);
  const count = new Intl.NumberFormat(locale, { signDisplay });
  // Three digits, and never past the hundredth: the end of an interval may be 1e-17 and means 0%.
  const digitsOfShare = {
    style: 'percent',
    maximumSignificantDigits: 3,
    maximumFractionDigits: 2,
    roundingPriority: 'lessPrecision',
  } as const;
  const percent = new Intl.NumberFormat(locale, { ...digitsOfShare, signDisplay });
  const signed = new Intl.NumberFormat(locale, { ...digitsOfShare, signDisplay: 'exceptZero' });
  const { timeZone } = shop;
  const day = { dateStyle: language === 'zh' ? 'long' : 'medium', timeZone } as const;
  const date = new Intl.DateTimeFormat(locale, day);
  const dateTime = new Intl.DateTimeFormat(locale, { ...day, timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const interval = (low: string, high: string) =>
    language === 'zh' ? `（${low} 至 ${high}）` : ` (${low} to ${high})`;
  return {
    money: known((units) => money.format(units / major)),
    moneyShort: known((units) => moneyShort.format(units / major)),
    count: known((value) => count.format(value)),
    percent: known((share) => percent.format(share)),
    estimate: known(
      ({ at, low, high }) => `${signed.format(at)}${interval(signed.format(low), signed.format(high))}`,
    ),
    date: known((iso) => date.format(new Date(iso))),
    dateTime: known((iso) => dateTime.format(new Date(iso))),
    time: known((iso) => time.format(new Date(iso))),
    relative: (iso, now = new Date()) =>
      known((text: string) => inWords(relative, new Date(text).getTime() - now.getTime()))(iso),
  };
}

function known<T>(write: (value: T) => string): (value: T | null) => string {
  return (value) => (value === null ? unknown : write(value).replaceAll('-', '\u2212'));
}

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function inWords(format: Intl.RelativeTimeFormat, differenceMs: number): string {
  const [unit, ms] = units.find(([, length]) => Math.abs(differenceMs) >= length) ?? ['second', 1_000];
  return format.format(Math.trunc(differenceMs / ms), unit);
}
