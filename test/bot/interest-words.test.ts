import { expect, test } from 'vitest';
import { categoryOfInterest } from '../../bot/dialog/interest-words.ts';

const categories = [
  { id: 'kitchen', name: { en: 'Kitchen', zh: '厨房' } },
  { id: 'tea', name: { en: 'Tea and coffee', zh: '茶与咖啡' } },
  { id: 'garden', name: { en: 'Garden and outdoor', zh: '园艺与户外' } },
];

test.each([
  ['a present for my sister, she loves cooking', 'kitchen'],
  ['something for tea lovers', 'tea'],
  ["my dad is into hiking, what's good?", 'garden'],
  ['男朋友平时爱爬山', 'garden'],
  ['她喜欢做饭', 'kitchen'],
  ["I'd like a tea towel", null],
  ['something like this coffee table', null],
  ['可爱的咖啡杯', null],
  ['a mug for tea', null],
])('%s: %s', (text, id) => {
  expect(categoryOfInterest(text, categories)?.id ?? null).toBe(id);
});
