import { describe, expect, test } from 'vitest';
import { createFormats, unknown } from '../../../web/ui/words/formats.ts';

const en = createFormats('en', { currency: 'GBP', timeZone: 'Europe/London' });
const zh = createFormats('zh', { currency: 'CNY', timeZone: 'Asia/Shanghai' });

describe('as the design fixes them', () => {
  test.each([
    [en.money(123_450), '£1,234.50'],
    [en.money(-5), '\u2212£0.05'],
    [en.moneyShort(123_450_000), '£1.2m'],
    [zh.money(123_450), '¥1,234.50'],
    [zh.moneyShort(123_450_000), '¥123.5万'],
    [en.dateTime('2025-11-26T14:02:00Z'), '26 Nov 2025, 14:02'],
    [zh.dateTime('2025-11-26T06:02:00Z'), '2025年11月26日 14:02'],
    [en.date('2025-11-26T14:02:00Z'), '26 Nov 2025'],
    [en.relative('2025-11-23T14:00:00Z', new Date('2025-11-26T14:00:01Z')), '3 days ago'],
    [zh.relative('2025-11-23T14:00:00Z', new Date('2025-11-26T14:00:01Z')), '3天前'],
    [en.relative('2025-11-26T14:05:00Z', new Date('2025-11-26T14:00:00Z')), 'in 5 minutes'],
    [en.money(-0.3), '£0.00'],
    [en.percent(0.71), '71%'],
    [en.percent(1e-17), '0%'],
    [en.percent(0.00781), '0.78%'],
    [en.percent(0.123456), '12.3%'],
    [en.estimate({ at: 0.021, low: 0.004, high: 0.038 }), '+2.1% (+0.4% to +3.8%)'],
    [en.estimate({ at: 0, low: -0.001, high: 0.038 }), '0% (\u22120.1% to +3.8%)'],
    [zh.estimate({ at: 0.021, low: 0.004, high: 0.038 }), '+2.1%（+0.4% 至 +3.8%）'],
    [en.count(541_909), '541,909'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

test('what is not known is a dash', () => {
  for (const write of [en.money, en.percent, en.estimate, en.dateTime, en.relative] as ((
    value: null,
  ) => string)[])
    expect(write(null)).toBe(unknown);
});

test('a currency without a minor unit, and one with three digits, are written as they are counted', () => {
  expect(createFormats('en', { currency: 'JPY', timeZone: 'UTC' }).money(1_234)).toBe('¥1,234');
  expect(createFormats('en', { currency: 'KWD', timeZone: 'UTC' }).money(1_234)).toMatch(/1\.234$/);
  expect(createFormats('en', { currency: 'HUF', timeZone: 'UTC' }).money(123_450)).toMatch(/1,234\.50$/);
});
