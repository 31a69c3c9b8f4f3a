import { describe, expect, test } from 'vitest';
import { ZenRuleEngine } from '../../../adapters/rules/zen-engine.ts';
import { defaultOffers } from '../../../retention/offers/default-offers.ts';
import { defaultRules } from '../../../retention/rules/default-rules.ts';
import type { DecisionTable, JdmDocument, TableRow } from '../../../retention/rules/jdm.ts';
import { lintRules } from '../../../retention/rules/lint-rules.ts';
import { ruleFields, ruleInputOf } from '../../../retention/rules/rule-fields.ts';
import { someFacts } from '../money/draw-world.ts';

const engine = new ZenRuleEngine();
const offerIds = defaultOffers.map(({ id }) => id);

function withTable(change: (table: DecisionTable) => DecisionTable): JdmDocument {
  const jdm = defaultRules();
  return {
    ...jdm,
    nodes: jdm.nodes.map((node) => (node.content ? { ...node, content: change(node.content) } : node)),
  };
}
const withRows = (rows: TableRow[], hitPolicy: 'first' | 'collect' = 'collect') =>
  withTable((table) => ({ ...table, hitPolicy, rules: rows }));
const lint = (jdm: JdmDocument) => lintRules(jdm, engine, offerIds);

test('the default table is sound and no row of it is idle', () => {
  expect(lint(defaultRules())).toEqual([]);
});

describe('a broken cell is refused with its row and column', () => {
  test.each([
    ['a typing error', { risk: '>>> 0.5' }, 'Churn risk'],
    ['a half sentence', { orders: '> 1 and' }, 'Orders'],
    ['a text against a number', { clv: '>= "much"' }, 'CLV (minor units)'],
    ['a field that does not exist', { since: '> daysOfSilence' }, 'Days since last order'],
    ['a call of nothing', { returned: 'foo($)' }, 'Returned share'],
    ['plain words, whose part would never hold', { risk: '0.9 or less' }, 'Churn risk'],
  ])('%s', (_, cells, column) => {
    const [problem, ...more] = lint(
      withRows([
        { _id: 'fine', offers: '["percent-5"]' },
        { _id: 'broken', offers: '["percent-5"]', ...cells },
      ]),
    );
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ severity: 'error', row: 2, column });
    expect(problem!.message).toContain(`row 2, column "${column}"`);
  });

  test.each([
    ['no list', '"percent-5"', /list of offer ids/],
    ['empty', '', /list of offer ids/],
    ['an unknown offer', '["percent-5", "percent-50"]', /there is no offer "percent-50"/],
    ['a typing error', '["percent-5"', /cannot be evaluated/],
  ])('offers: %s', (_, offers, message) => {
    const problems = lint(withRows([{ _id: 'r', offers }]));
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(message);
  });
});

test.each([
  [
    'gender',
    /"gender" is a protected attribute \(gender\): it must not decide who gets what; rules may read: churnRisk/,
  ],
  ['birthYear', /"birthYear" is a protected attribute \(age, by "birth"\)/],
  ['nationality', /is a protected attribute \(nationality\)/],
  ['zipCode', /"zipCode" stands for a protected attribute \(origin, by "zip"\)/],
  ['性别', /is a protected attribute \(gender\)/],
])('a column over %s is refused by its name', (field, message) => {
  const problems = lint(
    withTable((table) => ({ ...table, inputs: [...table.inputs, { id: 'odd', name: 'Odd', field }] })),
  );
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    severity: 'error',
    column: 'Odd',
    message: expect.stringMatching(message),
  });
});

test('a protected word within a condition is refused by its name', () => {
  const [problem] = lint(withRows([{ _id: 'r', risk: '$ > 0.5 or gender == 1', offers: '["percent-5"]' }]));
  expect(problem).toMatchObject({ severity: 'error', row: 1, column: 'Churn risk' });
  expect(problem!.message).toMatch(/protected attribute|cannot be evaluated/);
});

test('a column over something that is no account fact is refused: country, sentiment, anything said', () => {
  for (const field of ['country', 'sentiment', 'fusedRisk', 'turns', 'topic']) {
    const problems = lint(
      withTable((table) => ({ ...table, inputs: [...table.inputs, { id: 'x', name: 'X', field }] })),
    );
    expect(problems).toMatchObject([{ severity: 'error', column: 'X' }]);
  }
});

describe('rows that can never decide anything are reported', () => {
  const offers = '["percent-5"]';
  test.each([
    ['under first: everything before it', 'first', { risk: '' }, { risk: '> 0.5' }, true],
    ['under first: a wider interval', 'first', { risk: '[0.1..0.9]' }, { risk: '(0.2..0.8)' }, true],
    ['under first: an interval that only overlaps', 'first', { risk: '> 0.5' }, { risk: '> 0.4' }, false],
    ['under first: an open end against a closed one', 'first', { risk: '> 0.5' }, { risk: '>= 0.5' }, false],
    ['under collect: the same offers again', 'collect', { orders: '>= 1' }, { orders: '5' }, true],
  ] as const)('%s', (_, policy, first, second, shadowed) => {
    const problems = lint(
      withRows(
        [
          { _id: 'a', offers, ...first },
          { _id: 'b', offers, ...second },
        ],
        policy,
      ),
    );
    expect(problems.map(({ severity, row }) => ({ severity, row }))).toEqual(
      shadowed ? [{ severity: 'warning', row: 2 }] : [],
    );
  });

  test('under collect other offers make a row worth having', () => {
    const rows = [
      { _id: 'a', offers },
      { _id: 'b', risk: '> 0.5', offers: '["percent-10"]' },
    ];
    expect(lint(withRows(rows))).toEqual([]);
    expect(lint(withRows(rows, 'first'))).toHaveLength(1);
  });
});

describe('the engine', () => {
  test('tells every row that matches, in order, with its words', async () => {
    const verdicts = await engine.compile(defaultRules()).evaluate(ruleInputOf(someFacts));
    expect(verdicts.map(({ rowId }) => rowId)).toEqual([
      'perk-for-buyers',
      'ship-drifting',
      '5-slowing',
      '10-drifting',
      '15-valuable',
    ]);
    expect(verdicts[0]).toMatchObject({ rowNumber: 1, offerIds: ['loyalty-perk'] });
  });

  test('lets a shopper without orders have nothing by the default rules', async () => {
    const newcomer = {
      ...someFacts,
      orderCount: 0,
      daysSinceLastOrder: null,
      usualGapDays: null,
      clvCents: 0,
    };
    expect(await engine.compile(defaultRules()).evaluate(ruleInputOf(newcomer))).toEqual([]);
  });

  test('under first tells one row', async () => {
    const rules = withTable((table) => ({ ...table, hitPolicy: 'first' }));
    const verdicts = await engine.compile(rules).evaluate(ruleInputOf(someFacts));
    expect(verdicts.map(({ rowNumber }) => rowNumber)).toEqual([1]);
  });
});

test('rules never see a fact that is not a number, nor the place', () => {
  const input = ruleInputOf({ ...someFacts, daysSinceLastOrder: null, usualGapDays: null, tenureDays: null });
  for (const value of Object.values(input)) expect(Number.isFinite(value)).toBe(true);
  expect(ruleFields.map(({ name }) => name)).not.toContain('country');
  expect(() => ruleInputOf({ ...someFacts, churnRisk: Number.NaN })).toThrow(/churnRisk/);
});
