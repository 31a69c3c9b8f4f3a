import { expect, test } from 'vitest';
import { lexicalTerms } from '../../../nlp/retrieval/lexical-terms.ts';

test.each([
  ["' | zzqqx:* & !", ['zzqqx']],
  ["'' ’", []],
  ["the shopper's kettles", ['shopper', 'kettl']],
  ['', []],
])('%j gives %j and never an empty term', (text, expected) => {
  expect(lexicalTerms(text)).toEqual(expected);
});

test('Chinese gives pairs of characters and what its nouns are', () => {
  expect(lexicalTerms('搪瓷水壶')).toEqual(['搪瓷', '瓷水', '水壶', '壶']);
});
