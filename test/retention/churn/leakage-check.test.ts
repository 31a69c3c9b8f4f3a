import { expect, test } from 'vitest';
import type { ChurnFacts } from '../../../retention/churn/churn-facts.ts';
import { indexDates } from '../../../retention/churn/index-dates.ts';
import { checkLeakage } from '../../../retention/churn/leakage-check.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const until = day('2026-01-05');
const dates = indexDates(day('2025-01-01'), until, 90);
const row = (facts: Partial<ChurnFacts>) => ({
  facts: { shopperId: 'a', daysSinceLastOrder: 3, daysSinceLastVisit: null, ...facts } as ChurnFacts,
});
const apart = { fitted: new Set(['a']), unseen: new Set(['b']) };

test('the cut-offs of a year hold, with how far apart they are', () => {
  const check = checkLeakage([row({}), row({ daysSinceLastVisit: 0.5 })], dates, 90, until, apart);
  // Cut-offs 1 March to 1 October 2025; the trial ones begin on 1 August, those before 3 May may be fitted on.
  expect(check).toEqual({ closestFactDays: 0.5, apartDays: 92, followUpDays: 96, shoppersOnBothSides: 0 });
});

test.each([
  ['at its cut-off', () => checkLeakage([row({ daysSinceLastOrder: 0 })], dates, 90, until, apart)],
  ['at its cut-off', () => checkLeakage([row({ daysSinceLastVisit: -1 })], dates, 90, until, apart)],
  [
    'before the labels of fitting have ended',
    () => checkLeakage([row({})], { ...dates, earlier: dates.all.slice(0, 4) }, 90, until, apart),
  ],
  ['not been followed up', () => checkLeakage([row({})], dates, 90, day('2025-12-01'), apart)],
  [
    'among the unseen',
    () => checkLeakage([row({})], dates, 90, until, { fitted: new Set(['a']), unseen: new Set(['a']) }),
  ],
])('refuses what lies %s', (reason, run) => {
  expect(run).toThrow(reason);
});
