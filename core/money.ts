import { minorDigits, minorPerMajor } from './contracts/minor-digits.ts';
import type { Language } from './words.ts';

/** Making one takes longer than many of a turn's steps; a process meets a handful of currencies. */
const formats = new Map<string, Intl.NumberFormat>();

/** Amounts are integers in the currency's smallest unit (pence, fen, cents, yen, fils), whatever "cents" in a name says; never floats. */
export function formatMoney(amountCents: number, currency: string, language: Language): string {
  const key = `${language} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    const digits = minorDigits(currency);
    format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format.format(amountCents / minorPerMajor(currency));
}

/** `percent` of an amount, rounded half up to whole minor units; `percent` in [0, 100]. */
export function percentOf(amountCents: number, percent: number): number {
  return Math.floor((amountCents * percent) / 100 + 0.5);
}
