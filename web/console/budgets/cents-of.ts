import { minorDigits } from '../../../core/contracts/minor-digits.ts';

/** An amount as people type it (`1,500.50`, `1500`, `¥300`) in minor units; null: it is none, or has too many decimals. */
export function centsOf(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = typed.replace(/[\s,\p{Sc}]/gu, '');
  const match = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain);
  if (!match || (match[2] ?? '').length > digits) return null;
  return Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || 0);
}
