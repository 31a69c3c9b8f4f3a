import { expect, test } from 'vitest';
import { churnFeatures } from '../../retention/churn/churn-features.ts';
import { offerFeatureNames, shopperFeatureNames } from '../../retention/exploration/response-features.ts';
import { protectedFeature, protectedFeatureSentence } from '../../retention/protected-feature.ts';
import { ruleFields } from '../../retention/rules/rule-fields.ts';

test.each([
  ['gender', 'gender', false],
  ['customerGender', 'gender', false],
  ['is_male', 'gender', false],
  ['Age', 'age', false],
  ['age_group', 'age', false],
  ['customerAge', 'age', false],
  ['dateOfBirth', 'age', false],
  ['RELIGION', 'religion or belief', false],
  ['nationality_code', 'nationality', false],
  ['Ethnic Group', 'ethnic origin', false],
  ['has-disability', 'disability or health', false],
  ['marital status', 'marriage and family', false],
  ['性别', 'gender', false],
  ['客户年龄', 'age', false],
  ['民族', 'ethnic origin', false],
  ['zip_code', 'origin', true],
  ['postcode', 'origin', true],
  ['shipping postal code', 'origin', true],
  ['country', 'origin', true],
  ['first_name', 'origin', true],
  ['givenName', 'origin', true],
  ['language', 'origin', true],
  ['womens', 'gender', true],
  ['halal2', 'religion or belief', true],
] as const)('%s is refused: %s', (name, attribute, proxy) => {
  expect(protectedFeature(name)).toMatchObject({ attribute, proxy });
});

test.each([
  'recency',
  'history',
  'newbie',
  'channel',
  'accountAgeDays',
  'account_age',
  'order state',
  'average order value',
  'usage',
  'page_views',
  'message',
  'storage',
  'percentage',
  'mean order, minor units',
  'visits30',
  '购买次数',
])('%s says nothing of the kind', (name) => {
  expect(protectedFeature(name)).toBeNull();
});

test('nothing that rules, responses or churn read is protected', () => {
  const names = [
    ...ruleFields.map(({ name }) => name),
    ...shopperFeatureNames,
    ...offerFeatureNames,
    ...churnFeatures.map(({ name }) => name),
  ];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => protectedFeature(name))).toEqual([]);
});

test('the sentence says what it is and by which word', () => {
  expect(protectedFeatureSentence('ageGroup', protectedFeature('ageGroup')!)).toBe(
    '"ageGroup" is a protected attribute (age, by "age"): it must not decide who gets what',
  );
  expect(protectedFeatureSentence('country', protectedFeature('country')!)).toBe(
    '"country" stands for a protected attribute (origin): it must not decide who gets what',
  );
});
