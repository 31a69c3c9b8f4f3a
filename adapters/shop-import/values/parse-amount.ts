export type DecimalMark = '.' | ',';

const symbols: Readonly<Record<string, readonly string[]>> = {
  '£': ['GBP'],
  '€': ['EUR'],
  '¥': ['CNY', 'JPY'],
  '￥': ['CNY', 'JPY'],
  元: ['CNY'],
  円: ['JPY'],
  '₩': ['KRW'],
  '₫': ['VND'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'MXN', 'TWD', 'CLP', 'COP', 'ARS'],
};

export interface Amount {
  readonly value: number;
  /** Currencies that the text can mean; null: it names none. */
  readonly currencies: readonly string[] | null;
}

/**
 * Reads an amount or a number as people write it: "£1,234.50", "1.234,50 EUR", "(12.00)", "12-".
 * @param mark what a lone mark before exactly three digits means: with '.' "1,234" is 1234 and "1.234" is 1.234.
 * @returns null when it is no number.
 */
export function parseAmount(text: string, mark: DecimalMark): Amount | null {
  // Most values are plain.
  if (mark === '.' && /^-?\d+(?:\.\d+)?$/.test(text)) return { value: Number(text), currencies: null };
  let plain = text.normalize('NFKC').replace(/[\s'’]/g, '');
  let currencies: readonly string[] | null = null;
  plain = plain.replace(/[A-Z]{3}|[£€¥￥元円₩₫]|(?:US|HK|A|C|NZ|S)?\$/, (sign) => {
    currencies = symbols[sign] ?? dollars[sign] ?? (/^[A-Z]{3}$/.test(sign) ? [sign] : symbols.$!);
    return '';
  });
  const negative = /^\(.*\)$/.test(plain) || /^[-−]/.test(plain) || /[-−]$/.test(plain);
  plain = plain.replace(/^\((.*)\)$/, '$1').replace(/^[-−+]|[-−]$/g, '');
  const digits = decimalOf(plain, mark);
  if (digits === null) return null;
  return { value: negative ? -digits : digits, currencies };
}

const dollars: Readonly<Record<string, readonly string[]>> = {
  US$: ['USD'],
  HK$: ['HKD'],
  A$: ['AUD'],
  C$: ['CAD'],
  NZ$: ['NZD'],
  S$: ['SGD'],
};

function decimalOf(text: string, mark: DecimalMark): number | null {
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(text)) return null;
  const point = decimalPlace(text, mark);
  const whole = point < 0 ? text : text.slice(0, point);
  if (!/^\d*$|^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole)) return null;
  return Number(`${whole.replace(/[.,]/g, '') || '0'}${point < 0 ? '' : `.${text.slice(point + 1)}`}`);
}

/** Where the decimals begin; -1: nowhere. */
function decimalPlace(text: string, mark: DecimalMark): number {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return -1;
  const both = text.includes('.') && text.includes(',');
  if (both) return text.indexOf(text[last]!) === last ? last : -1;
  if (text.indexOf(text[last]!) !== last) return -1; // 1.234.567
  return text.length - last - 1 === 3 && text[last] !== mark ? -1 : last;
}

/** What the column's values prove about their decimal mark; counted over many of them. */
export function decimalEvidence(text: string): DecimalMark | null {
  const plain = text.replace(/[^\d.,]/g, '');
  if (/\.\d{3},\d|^\d+,(?:\d{1,2}|\d{4,})$/.test(plain)) return ',';
  if (/,\d{3}\.\d|^\d*\.(?:\d{1,2}|\d{4,})$/.test(plain)) return '.';
  return null;
}
