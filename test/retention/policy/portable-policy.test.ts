import { describe, expect, test } from 'vitest';
import { applyPortablePolicy } from '../../../retention/policy/apply-portable-policy.ts';
import type { PolicyRow } from '../../../retention/policy/portable-policy.ts';
import { readPortablePolicy, uniformPolicy } from '../../../retention/policy/read-portable-policy.ts';

const actions = ['No E-Mail', 'Mens E-Mail', 'Womens E-Mail'];

function row(values: Record<string, string>, open?: boolean[]): PolicyRow {
  return { value: (column) => values[column], place: 'line 2', ...(open && { open }) };
}

function policy(rule: object, more: object = {}) {
  return readPortablePolicy({ format: 'mainstay-policy-1', actions, rule, ...more }, 'p.json');
}

function applied(
  rule: object,
  values: Record<string, string>,
  open?: boolean[],
  more: object = {},
): number[] {
  return Array.from(applyPortablePolicy(policy(rule, more), actions, row(values, open)));
}

const features = [{ column: 'mens' }, { column: 'zip_code', equals: 'Urban' }];

describe('rules', () => {
  test('uniform, over the actions that are open', () => {
    expect(applyPortablePolicy(uniformPolicy, ['a', 'b'], row({}))).toEqual(Float64Array.of(0.5, 0.5));
    expect(applied({ kind: 'uniform' }, {}, [true, false, true])).toEqual([0.5, 0, 0.5]);
  });

  test('constant, and the first action where it is not open', () => {
    expect(applied({ kind: 'constant', action: 'Mens E-Mail' }, {})).toEqual([0, 1, 0]);
    expect(applied({ kind: 'constant', action: 'Mens E-Mail' }, {}, [true, false, true])).toEqual([1, 0, 0]);
  });

  test('probabilities, scaled to what is open', () => {
    const rule = { kind: 'probabilities', probabilities: [0.5, 0.25, 0.25] };
    expect(applied(rule, {})).toEqual([0.5, 0.25, 0.25]);
    expect(applied(rule, {}, [false, true, true])).toEqual([0, 0.5, 0.5]);
  });

  test('columns of the log', () => {
    expect(applied({ kind: 'column', holds: 'action', column: 'best' }, { best: 'Womens E-Mail' })).toEqual([
      0, 0, 1,
    ]);
    const rule = { kind: 'columns', columns: ['p0', 'p1', 'p2'] };
    expect(applied(rule, { p0: '0.2', p1: '0.3', p2: '0.5' })).toEqual([0.2, 0.3, 0.5]);
    expect(() => applied(rule, { p0: '0.2', p1: '0.3', p2: '0.7' })).toThrow(/line 2.*sum to 1/);
  });

  test('linear scores by argmax, margin and softmax', () => {
    const scores = [
      { intercept: 0, weights: [0, 0] },
      { intercept: 0.1, weights: [1, 0] },
      { intercept: 0, weights: [0, 2] },
    ];
    const argmax = { kind: 'linear', scores, choose: { by: 'argmax' } };
    expect(applied(argmax, { mens: '1', zip_code: 'Rural' }, undefined, { features })).toEqual([0, 1, 0]);
    expect(applied(argmax, { mens: '1', zip_code: 'Urban' }, undefined, { features })).toEqual([0, 0, 1]);
    expect(applied(argmax, { mens: '1', zip_code: 'Urban' }, [true, true, false], { features })).toEqual([
      0, 1, 0,
    ]);
    const careful = { kind: 'linear', scores, choose: { by: 'argmax', margin: 0.5 } };
    expect(applied(careful, { mens: '0', zip_code: 'Rural' }, undefined, { features })).toEqual([1, 0, 0]);
    const soft = { kind: 'linear', scores, choose: { by: 'softmax', temperature: 1 } };
    const total = 1 + Math.exp(1.1) + Math.exp(2);
    const [a, b, c] = applied(soft, { mens: '1', zip_code: 'Urban' }, undefined, { features });
    expect(a).toBeCloseTo(1 / total, 12);
    expect(b).toBeCloseTo(Math.exp(1.1) / total, 12);
    expect(c).toBeCloseTo(Math.exp(2) / total, 12);
  });

  test('trees that score and a tree that decides', () => {
    const split = (low: number, high: number) => [
      { feature: 0, threshold: 0.5, left: 1, right: 2 },
      { value: low },
      { value: high },
    ];
    const rule = {
      kind: 'trees',
      scores: [
        { intercept: 0.5, trees: [] },
        { intercept: 0, trees: [split(0, 1), split(0, 1)] },
        { intercept: 0, trees: [split(1, 0)] },
      ],
      choose: { by: 'argmax' },
    };
    expect(applied(rule, { mens: '1', zip_code: '' }, undefined, { features })).toEqual([0, 1, 0]);
    expect(applied(rule, { mens: '0', zip_code: '' }, undefined, { features })).toEqual([0, 0, 1]);
    expect(
      applied({ kind: 'tree', tree: split(2, 0) }, { mens: '0', zip_code: '' }, undefined, { features }),
    ).toEqual([0, 0, 1]);
  });

  test('a floor under every open action', () => {
    const floor = { floor: 0.1 };
    const rule = { kind: 'constant', action: 'Mens E-Mail' };
    expect(applied(rule, {}, undefined, floor).map((p) => p.toFixed(2))).toEqual(['0.10', '0.80', '0.10']);
    expect(applied(rule, {}, [true, true, false], floor).map((p) => p.toFixed(2))).toEqual([
      '0.10',
      '0.90',
      '0.00',
    ]);
  });
});

describe('what is wrong is named', () => {
  test.each([
    [{ format: 'x' }, /format: "x"; "mainstay-policy-1" would be right/],
    [{ actions: [] }, /actions: nothing; the names of the actions/],
    [{ actions: ['a', 'a'] }, /actions: an action twice/],
    [{ rule: { kind: 'best' } }, /rule\.kind: "best"; uniform, constant/],
    [{ rule: { kind: 'constant', action: 'x' } }, /rule\.action: "x"; one of No E-Mail/],
    [{ rule: { kind: 'probabilities', probabilities: [0.5, 0.5, 0.5] } }, /sum of 1\.5/],
    [{ rule: { kind: 'probabilities', probabilities: [1] } }, /1 entries; one for each of the 3 actions/],
    [
      { features, rule: { kind: 'tree', tree: [{ feature: 0, threshold: 1, left: 0, right: 0 }] } },
      /rule\.tree\[0\]\.left: 0; a leaf/,
    ],
    [{ features, rule: { kind: 'tree', tree: [{ value: 3 }] } }, /value: 3; the index of an action/],
    [
      {
        features,
        rule: {
          kind: 'linear',
          scores: actions.map(() => ({ intercept: 0, weights: [1] })),
          choose: { by: 'argmax' },
        },
      },
      /rule\.scores\[0\]\.weights: 1 weights; one for each of the 2 features/,
    ],
    [{ floor: 0.5 }, /floor: 0\.5; at most 1 \/ 3/],
  ])('%j', (part, message) => {
    expect(() => policy({ kind: 'constant', action: 'No E-Mail' }, part)).toThrow(message);
  });

  test('a file that is no object', () => {
    expect(() => readPortablePolicy([], 'p.json')).toThrow('policy file "p.json": []; an object');
  });

  test('a row without what the policy reads', () => {
    const rule = { kind: 'linear', scores: actions.map(() => ({ intercept: 0, weights: [1, 0] })) };
    const use = (values: Record<string, string>) =>
      applied({ ...rule, choose: { by: 'argmax' } }, values, undefined, { features });
    expect(() => use({ mens: '1' })).toThrow(/reads the column "zip_code", which the log does not have/);
    expect(() => use({ mens: 'yes', zip_code: '' })).toThrow(
      /line 2, column "mens": "yes"; the policy reads/,
    );
    expect(() => use({ mens: '', zip_code: '' })).toThrow(/line 2, column "mens": empty/);
  });
});
