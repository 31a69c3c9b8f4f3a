import type { Language } from './words.ts';

/** Amounts are integers in the currency's minor unit (pence, fen, cents); never floats. */
export function formatMoney(amountCents: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { style: 'currency', currency }).format(
    amountCents / 100,
  );
}

/** `percent` of an amount, rounded half up to whole minor units; `percent` in [0, 100]. */
export function percentOf(amountCents: number, percent: number): number {
  return Math.floor((amountCents * percent) / 100 + 0.5);
}
