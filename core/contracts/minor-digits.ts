/**
 * Currencies of ISO 4217 (list one, as of 2025) whose smallest unit is not a hundredth. Amounts are stored in smallest
 * units, so that what one is must not change with a release of ICU, whose own digits follow custom: there forints and
 * rupiahs have none.
 */
const others: Readonly<Record<string, number>> = {
  ...allOf(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...allOf(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...allOf(4, 'CLF UYW'),
};

/** Decimals of a currency: 2 of pounds, 0 of yen, 3 of Kuwaiti dinars. */
export function minorDigits(currency: string): number {
  return others[currency] ?? 2;
}

/** How many of the currency's smallest units one of it has: 100 pence, 1 yen, 1000 fils. */
export function minorPerMajor(currency: string): number {
  return 10 ** minorDigits(currency);
}

function allOf(digits: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}
