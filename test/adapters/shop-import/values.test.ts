import { describe, expect, test } from 'vitest';
import { distribute } from '../../../adapters/shop-import/orders/distribute.ts';
import { serviceLine } from '../../../adapters/shop-import/orders/service-line.ts';
import { countryCode } from '../../../adapters/shop-import/values/country-code.ts';
import { decimalEvidence, parseAmount } from '../../../adapters/shop-import/values/parse-amount.ts';
import { parseDate } from '../../../adapters/shop-import/values/parse-date.ts';
import { plainText } from '../../../adapters/shop-import/values/plain-text.ts';
import { productKey } from '../../../adapters/shop-import/values/product-key.ts';
import { momentOf } from '../../../adapters/shop-import/values/zoned-time.ts';

const iso = (value: ReturnType<typeof parseDate>) =>
  typeof value === 'number' ? new Date(value).toISOString() : value;

describe('amounts', () => {
  test.each([
    ['12.50', '.', 12.5],
    ['1,234.50', '.', 1234.5],
    ['1.234,50', '.', 1234.5],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234', ',', 1234],
    ['2,5', '.', 2.5],
    ['1.234.567', '.', 1_234_567],
    ['£2.55', '.', 2.55],
    ['12,00 €', ',', 12],
    ['(3.20)', '.', -3.2],
    ['7-', '.', -7],
    ['-11062.06', '.', -11062.06],
    ['￥199', '.', 199],
    ["1'234.50", '.', 1234.5],
    ['EUR 5', '.', 5],
  ] as const)('%s with mark %s', (text, mark, expected) => {
    expect(parseAmount(text, mark)?.value).toBe(expected);
  });
  test.each(['', 'free', '12,34,5', '1.2.3', '--5', '0x10', '1e5', 'NaN'])('%j is none', (text) => {
    expect(parseAmount(text, '.')).toBeNull();
  });
  test('the currency that is written is told', () => {
    expect(parseAmount('£1', '.')?.currencies).toEqual(['GBP']);
    expect(parseAmount('$1', '.')?.currencies).toContain('AUD');
    expect(parseAmount('1', '.')?.currencies).toBeNull();
    expect(parseAmount('HK$1', '.')?.currencies).toEqual(['HKD']);
  });
  test('what proves the decimal mark', () => {
    expect(['1,5', '1.234,5', '12,34'].map(decimalEvidence)).toEqual([',', ',', ',']);
    expect(['1.5', '1,234.5', '12.34'].map(decimalEvidence)).toEqual(['.', '.', '.']);
    expect(['12', '1,234', '1.234'].map(decimalEvidence)).toEqual([null, null, null]);
  });
});

describe('dates', () => {
  test.each([
    ['2010-12-01T08:26:00.000Z', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01 08:26', '2010-12-01T08:26:00.000Z'],
    ['2010/7/1 08:26', '2010-07-01T07:26:00.000Z'],
    ['2020-05-01 10:00:00 +0200', '2020-05-01T08:00:00.000Z'],
    ['13/02/2020', '2020-02-13T00:00:00.000Z'],
    ['02/13/2020 3:05 PM', '2020-02-13T15:05:00.000Z'],
    ['1.2.20', '2020-02-01T00:00:00.000Z'],
    ['5 Jan 2020 10:00', '2020-01-05T10:00:00.000Z'],
    ['Jan 5, 2020', '2020-01-05T00:00:00.000Z'],
    ['Wed, 01 Dec 2010 08:26:00 GMT', '2010-12-01T08:26:00.000Z'],
    ['2020年1月5日 下午3:05', '2020-01-05T15:05:00.000Z'],
    ['1577836800', '2020-01-01T00:00:00.000Z'],
    ['20200105', '2020-01-05T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(iso(parseDate(text, 'dmy', 'Europe/London'))).toBe(expected);
  });
  test.each([
    '',
    'yesterday',
    '2020-02-30',
    '31/04/2020',
    '13/13/2020',
    '2020-01-01 25:00',
    '12',
    `1/2/2020${' '.repeat(9_999)}x`,
  ])('%j is none', (text) => {
    expect(parseDate(text, 'dmy', 'UTC')).toBeNull();
  });
  test('day and month either way round', () => {
    expect(iso(parseDate('03/04/2020', 'dmy', 'UTC'))).toBe('2020-04-03T00:00:00.000Z');
    expect(iso(parseDate('03/04/2020', 'mdy', 'UTC'))).toBe('2020-03-04T00:00:00.000Z');
    expect(parseDate('03/04/2020', null, 'UTC')).toBe('ambiguous');
    expect(iso(parseDate('04/04/2020', null, 'UTC'))).toBe('2020-04-04T00:00:00.000Z');
  });
  test('a wall clock that is put forward or back', () => {
    const wall = (text: string) => Date.parse(`${text}Z`);
    const at = (text: string, zone: string) => new Date(momentOf(wall(text), zone)).toISOString();
    expect(at('2026-03-29T00:30', 'Europe/London')).toBe('2026-03-29T00:30:00.000Z');
    expect(at('2026-03-29T02:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-07-01T12:00', 'Asia/Shanghai')).toBe('2026-07-01T04:00:00.000Z');
    expect(at('2026-07-01T12:00', 'America/New_York')).toBe('2026-07-01T16:00:00.000Z');
  });
});

test('countries by code and name in both languages', () => {
  const names = [
    'GB',
    'United Kingdom',
    'EIRE',
    'usa',
    'RSA',
    '中国',
    '德国',
    'Hong Kong',
    'Unspecified',
    'European Community',
  ];
  expect(names.map(countryCode)).toEqual(['GB', 'GB', 'IE', 'US', 'ZA', 'CN', 'DE', 'HK', null, null]);
});

test('spellings of one product are one product; other scripts keep theirs', () => {
  expect(productKey('WHITE  Hanging HEART, t-light')).toBe(productKey('white hanging heart t light'));
  expect(productKey('陶瓷马克杯 蓝')).toBe('陶瓷马克杯-蓝');
  expect(productKey('???')).not.toBe(productKey('!!!'));
  expect(productKey('x'.repeat(200)).length).toBeLessThan(80);
});

test('an amount is shared out to the last cent', () => {
  expect(distribute(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(distribute(5, [0, 10, 0])).toEqual([0, 5, 0]);
  expect(distribute(7, [0, 0])).toEqual([7, 0]);
  expect(distribute(0, [])).toEqual([]);
});

test('lines that are no merchandise, and merchandise that sounds like one', () => {
  const names = [
    'POSTAGE',
    'DOTCOM POSTAGE',
    'Next Day Carriage',
    '运费',
    'Discount',
    'AMAZON FEE',
    'Bank Charges',
    'Adjust bad debt',
    'Manual',
  ];
  expect(names.map(serviceLine)).toEqual([
    'shipping',
    'shipping',
    'shipping',
    'shipping',
    'discount',
    'books',
    'books',
    'books',
    'unnamed',
  ]);
  expect(
    [
      'FRENCH CARRIAGE LANTERN',
      'SET OF 12 VINTAGE POSTCARD SET',
      'BLACK TEA,COFFEE,SUGAR JARS',
      'CHARGER',
    ].map(serviceLine),
  ).toEqual([null, null, null, null]);
});

test('markup is gone from descriptions', () => {
  expect(plainText('<p>Soft &amp; warm</p><ul><li>100&nbsp;% wool</li></ul><script>alert(1)</script>')).toBe(
    'Soft & warm\n100 % wool',
  );
  expect(plainText('5 < 6')).toBe('5 < 6');
});
