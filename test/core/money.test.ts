import { expect, test } from 'vitest';
import { minorDigits, minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { formatMoney } from '../../core/money.ts';

// Decimals by ISO 4217, list one: https://www.six-group.com/en/products-services/financial-information/data-standards.html
test.each([
  ['GBP', 123_450, '£1,234.50'],
  ['JPY', 1_234, 'JP¥1,234'],
  ['KRW', 25_000, '₩25,000'],
  ['KWD', 1_500, 'KWD 1.500'],
  ['CLP', 1_990, 'CLP 1,990'],
  // ICU's own digits of these follow custom and change with its releases.
  ['HUF', 123_450, 'HUF 1,234.50'],
  ['IDR', 123_450, 'IDR 1,234.50'],
] as const)('%s: %i smallest units are %s', (currency, amount, written) => {
  expect(formatMoney(amount, currency, 'en').replace('\u00a0', ' ')).toBe(written);
});

test('a currency has the decimals of ISO 4217', () => {
  expect(['JPY', 'KRW', 'USD', 'EUR', 'BHD', 'TND', 'CLF'].map(minorDigits)).toEqual([0, 0, 2, 2, 3, 3, 4]);
  expect(minorPerMajor('KWD')).toBe(1000);
});
