/** Signs and words of a currency; `minor` where the word counts hundredths. */
export interface CurrencySigns {
  readonly code: string;
  readonly before: string;
  readonly after: string;
  readonly minor?: string;
}

/** The currencies that people name in words. */
export const currencySigns: readonly CurrencySigns[] = [
  {
    code: 'GBP',
    before: '(?:GB)?£|\\bGBP|英镑',
    after: '£|GBP\\b|pounds?(?:\\s+sterling)?\\b|quid\\b|英?镑',
    minor: 'p\\b|pence\\b|penn(?:y|ies)\\b|便士',
  },
  { code: 'EUR', before: '€|\\bEUR|欧元', after: '€|EUR\\b|euros?\\b|欧元?', minor: '欧分' },
  {
    code: 'CNY',
    before: '(?:CN|RMB)?¥|\\bRMB|\\bCNY|人民币',
    after:
      '(?:RMB|CNY)\\b|¥|yuan\\b|kuai\\b|renminbi\\b|人民币|元(?!素|旦|宵|件|气)|块(?=钱|[^\\p{sc=Han}]|$|的?优惠|[减以券的给就吧啦呢]|红包|运费|代金|\\d)|块钱',
    minor: '[角毛](?=钱|[^\\p{sc=Han}]|$)',
  },
  {
    code: 'USD',
    before: '(?:US|USD|CA|AU|HK|NZ|A|C)?\\$|\\bUSD|美元',
    after: '\\$|USD\\b|dollars?\\b|bucks?\\b|美元|美金|刀(?=[^\\p{sc=Han}]|$)',
    minor: '¢|cents?\\b',
  },
  { code: 'JPY', before: 'JP¥|\\bJPY|日[元圆]', after: 'JPY\\b|yen\\b|円|日[元圆]' },
  { code: 'KRW', before: '₩|\\bKRW|韩[元币]', after: "₩|KRW\\b|won\\b(?!['’])|韩[元币]" },
];

/** The rest goes by its code of ISO 4217, in capitals, as amounts in it are written. */
export const otherCurrencies: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf('currency').filter((code) => currencySigns.every((signs) => signs.code !== code)),
);

/** Whose amounts are written with a $. */
const dollars = new Set(
  'USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP CUP DOP MXN UYU'.split(
    ' ',
  ),
);

/** Whether an amount of the currency `fact` can be written with the sign of another. */
export function sharesSign(fact: string, sign: string): boolean {
  return (sign === 'USD' && dollars.has(fact)) || (sign === 'CNY' && fact === 'JPY');
}
