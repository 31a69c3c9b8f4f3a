import { expect, test } from 'vitest';
import { messageTerms } from '../../../models/runtime/message-terms.ts';

const shared = (a: string, b: string) => {
  const terms = new Set(messageTerms(b));
  return messageTerms(a).filter((term) => terms.has(term));
};

test('words, neighbouring words, and pieces of words', () => {
  const terms = messageTerms('Where IS it?');
  expect(terms).toEqual(
    expect.arrayContaining([' where ', ' is ', 'where is', 'is it', 'it ?', 'her', ' whe', 'here ']),
  );
  expect(new Set(terms).size).toBe(terms.length);
});

test('a typing error shares pieces with the word that was meant', () => {
  expect(shared('refnud pls', 'refund')).toContain(' ref');
  expect(shared('deliverey', 'delivery')).toContain('liver');
});

test('of Chinese one, two and three characters, also beside Latin letters and digits', () => {
  expect(messageTerms('退货')).toEqual(['退', '货', '退货']);
  expect(messageTerms('T恤48能换吗')).toEqual(expect.arrayContaining([' t ', '恤', ' 48 ', '能换吗']));
});

test('order numbers are all the same term, in full width too', () => {
  expect(messageTerms('10482017')).toEqual(messageTerms('99999'));
  expect(messageTerms('１０４８２０１７')).toEqual(messageTerms('99999'));
});

test('a long message costs no more than its first thousand characters', () => {
  const text = 'abc '.repeat(250);
  expect(messageTerms(text + '好'.repeat(100_000))).toEqual(messageTerms(text));
});

test('nothing comes of nothing', () => {
  expect(messageTerms('')).toEqual([]);
  expect(messageTerms(' \n')).toEqual([]);
});
