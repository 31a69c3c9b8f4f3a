import { expect, test } from 'vitest';
import { noticeFor } from '../../../retention/notices/notice-for.ts';
import { noticeTable } from '../../../retention/notices/notice-table.ts';

const notice = (
  country: string,
  region: string | null,
  kind: 'percent' | 'free_shipping' | 'perk' = 'percent',
) => noticeFor({ country, region }, kind);

test.each([
  'AT',
  'BE',
  'BG',
  'HR',
  'CY',
  'CZ',
  'DK',
  'EE',
  'FI',
  'FR',
  'DE',
  'GR',
  'HU',
  'IE',
  'IT',
  'LV',
  'LT',
  'LU',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SK',
  'SI',
  'ES',
  'SE',
])('%s, a member state, is told that the price was personalised by automated decision-making', (country) => {
  expect(notice(country, null)!.text.en).toContain(
    'This price was personalised on the basis of automated decision-making.',
  );
});

test('New York gets the words of its statute, however the shop writes the state, and when it does not know it', () => {
  for (const region of ['NY', 'ny', 'US-NY', 'New York', null])
    for (const kind of ['percent', 'free_shipping', 'perk'] as const)
      expect(notice('US', region, kind)!.text.en).toBe(
        'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA.',
      );
  expect(notice('US', 'CA')!.id).toBe('us');
  expect(notice('CA', 'NY')).toBeNull();
});

test('China: no personal price, and the perk comes with the refusal that PIPL art. 24 asks for', () => {
  expect(notice('CN', null, 'percent')).toBeNull();
  expect(notice('CN', null, 'free_shipping')).toBeNull();
  expect(notice('cn', null, 'perk')!.text.zh).toContain('一键拒绝');
});

test('where the law was not looked up no price is personalised', () => {
  for (const country of ['BR', 'XX', '', 'NO']) {
    expect(notice(country, null, 'percent')).toBeNull();
    expect(notice(country, null, 'perk')).not.toBeNull();
  }
});

test('a row that lacks a text makes the offer ineligible', () => {
  const [eu] = noticeTable;
  const broken = [{ ...eu!, text: { en: eu!.text.en, zh: ' ' } }];
  expect(noticeFor({ country: 'DE', region: null }, 'percent', broken)).toBeNull();
  expect(noticeFor({ country: 'DE', region: null }, 'percent', [])).toBeNull();
});

test('every row says where it comes from, and no place has two rows', () => {
  for (const { source } of noticeTable) expect(source.length).toBeGreaterThan(30);
  const places = noticeTable.flatMap((row) => row.places);
  expect(new Set(places).size).toBe(places.length);
});
