import { expect, test } from 'vitest';
import { columnsOf, cutToColumns, wrapToColumns } from '../../app/terminal-text.ts';

test.each([
  ['order', 5],
  ['订单', 4],
  ['￥１２', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['👍🏽', 2],
  ['£64.00', 6],
  ['', 0],
])('"%s" takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test('English is broken at blanks, Chinese anywhere but before its punctuation', () => {
  expect(wrapToColumns('Your order is on its way.', 10)).toEqual(['Your order', 'is on its', 'way.']);
  expect(wrapToColumns('您的订单已经发货，正在路上。', 12)).toEqual(['您的订单已经', '发货，正在路', '上。']);
  expect(wrapToColumns('a\n\nb', 10)).toEqual(['a', '', 'b']);
  for (const line of wrapToColumns('包裹由Evri承运，运单号HH070505356GB，预计11月26日前送达。', 20))
    expect(columnsOf(line)).toBeLessThanOrEqual(20);
});

test('what does not fit ends with …', () => {
  expect(cutToColumns('正在加载模型', 7)).toBe('正在加…');
  expect(cutToColumns('short', 7)).toBe('short');
});
