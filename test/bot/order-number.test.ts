import { expect, test } from 'vitest';
import { isBareOrderNumber, orderNumbersIn } from '../../bot/dialog/order-number.ts';

test.each([
  ['where is 10482017?', ['10482017']],
  ['where is order #1001?', ['1001']],
  ['order number: 1042 has not come', ['1042']],
  ['订单１００１到哪了', ['1001']],
  ['单号：1042，查一下', ['1042']],
  ['AB-1234 or 10482017', ['10482017', 'AB-1234']],
  ['I want to order 2 mugs', []],
  ['my order came to 1,250.00', []],
  ['订单300元', []],
  ['a 1500 W kettle', []],
])('%s names %j', (text, numbers) => {
  expect(orderNumbersIn(text)).toEqual(numbers);
});

test.each([
  ['#1001', true],
  ['＃1001？', true],
  ['order 10482017', true],
  ['1001', false],
  ['#1001 is late', false],
])('%s is nothing but a number: %s', (text, bare) => {
  expect(isBareOrderNumber(text)).toBe(bare);
});
