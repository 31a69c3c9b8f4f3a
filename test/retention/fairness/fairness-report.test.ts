import { expect, test } from 'vitest';
import { fairnessOf } from '../../../retention/fairness/fairness-report.ts';

const group = (name: string, shoppers: number, granted: number, eligible = shoppers) => ({
  group: name,
  shoppers,
  eligible,
  granted,
  reservedCents: granted * 1_000,
  redeemedCents: granted * 200,
});

test('a group that is given less beyond chance is named, one by chance is not', () => {
  const [en, zh, de] = fairnessOf([group('de', 40, 14), group('en', 1_000, 400), group('zh', 300, 60)]);
  expect(zh).toMatchObject({ group: 'zh', grantRate: 0.2, differs: 'less', meanReservedCents: 200 });
  expect(zh!.ratio).toBeCloseTo(0.2 / (414 / 1_040), 12);
  // By scipy: z of the pooled two-sample test of 60 of 300 against 414 of 1,040 is -6.321; p 2.5915e-10, times 3 by Holm.
  expect(zh!.pValue! / 7.7745e-10).toBeCloseTo(1, 3);
  // Wilson, worked out in numpy.
  expect(zh!.low).toBeCloseTo(0.158657, 5);
  expect(zh!.high).toBeCloseTo(0.248929, 5);
  expect(de).toMatchObject({ differs: null });
  expect(en).toMatchObject({ group: 'en', differs: 'more' });
});

test('few shoppers are shown and not judged; without a grant nothing is divided by it', () => {
  const [many, few] = fairnessOf([group('en', 100, 0), group('zh', 29, 29)]);
  expect(few).toMatchObject({ pValue: null, differs: null, grantRate: 1 });
  expect(many).toMatchObject({ pValue: null, ratio: 0 });
  expect(fairnessOf([group('en', 50, 0, 0), group('zh', 50, 0, 0)])[0]).toMatchObject({
    ratio: null,
    pValue: 1,
    grantRateOfEligible: null,
  });
  expect(fairnessOf([])).toEqual([]);
  expect(fairnessOf([group('en', 50, 20)])[0]).toMatchObject({ ratio: null, pValue: null });
});

test('what the rules let in and what the policy gives are told apart', () => {
  const [a, b] = fairnessOf([group('new', 200, 20, 40), group('old', 200, 90, 180)]);
  expect([a!.grantRateOfEligible, b!.grantRateOfEligible]).toEqual([0.5, 0.5]);
  expect([a!.differs, b!.differs]).toEqual(['less', 'more']);
});
