import { describe, expect, test } from 'vitest';
import { ZenRuleEngine } from '../../../adapters/rules/zen-engine.ts';
import type { RuleTable } from '../../../core/contracts/console-money.ts';
import { raisesOffer } from '../../../retention/offers/raises-offer.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import { tryCases } from '../../../retention/rules/rule-cases.ts';
import { jdmOf, offerIdsOf, tableOf } from '../../../retention/rules/rule-table.ts';
import { widenings } from '../../../retention/rules/widenings.ts';

const engine = new ZenRuleEngine();
const table = (
  rows: [risk: string, orders: string, offers: string[]][],
  hitPolicy: 'first' | 'collect' = 'collect',
) =>
  jdmOf({
    hitPolicy,
    inputs: [
      { id: 'risk', name: 'Churn risk', field: 'churnRisk' },
      { id: 'orders', name: 'Orders', field: 'orderCount' },
    ],
    rows: rows.map(([risk, orders, offerIds], i) => ({
      id: `r${i}`,
      description: '',
      cells: { risk, orders },
      offerIds,
    })),
  });
const wider = (before: ReturnType<typeof table> | null, after: ReturnType<typeof table>) =>
  widenings(before, after, offerIdsOf(engine));

describe('where a table may give more than before', () => {
  const live = table([['> 0.6', '>= 2', ['percent-10']]]);
  test.each([
    ['the same table', table([['> 0.6', '>= 2', ['percent-10']]]), []],
    ['a narrower row', table([['> 0.7', '>= 3', ['percent-10']]]), []],
    ['a range within', table([['[0.7..0.9]', '>= 2', ['percent-10']]]), []],
    ['a row that gives nothing', table([['', '', []]]), []],
    ['no rows at all', table([]), []],
    ['a wider cell', table([['> 0.5', '>= 2', ['percent-10']]]), [{ row: 1, offerIds: ['percent-10'] }]],
    ['a cell emptied', table([['> 0.6', '', ['percent-10']]]), [{ row: 1, offerIds: ['percent-10'] }]],
    [
      'another offer',
      table([['> 0.6', '>= 2', ['percent-10', 'percent-15']]]),
      [{ row: 1, offerIds: ['percent-15'] }],
    ],
    [
      'a row more',
      table([
        ['> 0.6', '>= 2', ['percent-10']],
        ['< 0.1', '', ['percent-5']],
      ]),
      [{ row: 2, offerIds: ['percent-5'] }],
    ],
  ])('%s', (_, after, expected) => {
    expect(wider(live, after)).toEqual(expected);
  });

  test('everything is more than nothing', () => {
    expect(wider(null, live)).toEqual([{ row: 1, offerIds: ['percent-10'] }]);
  });

  test('where the first match decides, taking out a row that gives nothing lets others in', () => {
    const before = table(
      [
        ['> 0.9', '', []],
        ['', '', ['percent-10']],
      ],
      'first',
    );
    expect(wider(before, table([['', '', ['percent-10']]], 'first'))).toEqual([
      { row: 1, offerIds: ['percent-10'] },
    ]);
    expect(wider(before, before)).toEqual([]);
  });
});

test('an offer is raised by more percent, a higher cap, more points or being switched on, and by nothing else', () => {
  const offer = { percent: 10, maximumCents: 2_000, perkPoints: null, active: true };
  expect(raisesOffer(offer, { ...offer, percent: 11 })).toBe(true);
  expect(raisesOffer(offer, { ...offer, maximumCents: 2_001 })).toBe(true);
  expect(raisesOffer({ ...offer, active: false }, offer)).toBe(true);
  expect(raisesOffer(offer, { ...offer, percent: 5, maximumCents: 100 })).toBe(false);
  expect(raisesOffer(offer, { ...offer, percent: 50, active: false })).toBe(false);
});

test('a table survives the way to JDM and back, and the default one decides the same after it', async () => {
  const shown: RuleTable = tableOf(defaultRules(), engine);
  expect(tableOf(jdmOf(shown), engine)).toEqual(shown);
  const cases = [
    { facts: { churnRisk: 0.6, orderCount: 4, daysSinceLastOrder: 60, clvCents: 50_000 }, expected: [] },
    { facts: { churnRisk: 0.2, orderCount: 1, daysSinceLastOrder: 20 }, expected: [] },
    { facts: {}, expected: [] },
  ];
  const before = await tryCases(defaultRules(), engine, cases);
  expect(await tryCases(jdmOf(shown), engine, cases)).toEqual(before);
  expect(before[0]!.got!.length).toBeGreaterThan(0);
});

test('a case holds when exactly the offers come out that it names, in any order', async () => {
  const jdm = table([['> 0.6', '', ['percent-10', 'free-shipping']]]);
  const facts = { churnRisk: 0.7 };
  const [whole, part, none] = await tryCases(jdm, engine, [
    { facts, expected: ['free-shipping', 'percent-10'] },
    { facts, expected: ['percent-10'] },
    { facts: { churnRisk: 0.1 }, expected: [] },
  ]);
  expect(whole).toEqual({ got: ['free-shipping', 'percent-10'], holds: true });
  expect(part!.holds).toBe(false);
  expect(none!.holds).toBe(true);
});
