import { expect, test } from 'vitest';
import { textLanguage } from '../../../web/widget/text-language.ts';

test.each([
  ['我的订单在哪里', 'en', 'zh'],
  ['order 订单 L-10482', 'en', 'zh'],
  ['注文はどこですか', 'zh', 'ja'],
  ['Where is my order?', 'zh', 'en'],
  ['¿Dónde está?', 'es', 'es'],
  ['أين طلبي', 'en', ''],
  ['12345 😀', 'zh', ''],
])('%j said in %s is read as %j', (text, said, expected) => {
  expect(textLanguage(text, said)).toBe(expected);
});
