import { expect, test } from 'vitest';
import { conditionInWords } from '../../../web/console/rules/condition-words.ts';

const texts = {
  any: 'any',
  moreThan: 'more than {value}',
  atLeast: 'at least {value}',
  lessThan: 'less than {value}',
  atMost: 'at most {value}',
  exactly: 'exactly {value}',
  not: 'other than {value}',
  range: '{low} to {high}',
  and: ' and ',
  or: ' or ',
};
const percent = (share: number) => `${share * 100}%`;

test.each([
  ['', 'any'],
  ['> 0.5', 'more than 50%'],
  ['<=0.25', 'at most 25%'],
  ['0.5', 'exactly 50%'],
  ['!= 0', 'other than 0%'],
  ['[0.25..0.5]', '25% to 50%'],
  ['(0.25..0.5]', 'more than 25% and at most 50%'],
  ['[0.25..0.5)', 'at least 25% and less than 50%'],
  ['> 0.25 and < 0.5', 'more than 25% and less than 50%'],
  ['0.25, 0.5', 'exactly 25% or exactly 50%'],
  ['< 0.25 or > 0.5', 'less than 25% or more than 50%'],
])('%s reads "%s"', (expression, words) => {
  expect(conditionInWords(expression, percent, texts)).toBe(words);
});

test.each(['>= oops(', 'churnRisk > 0.5', '> ', 'not(1)', '1,', '> 0.5 and'])(
  '%s has no plain words rather than wrong ones',
  (expression) => {
    expect(conditionInWords(expression, percent, texts)).toBeNull();
  },
);
