import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { analyseExperiment } from '../../../retention/experiments/analyse-experiment.ts';
import type { ExperimentRows } from '../../../retention/experiments/experiment-rows.ts';

const options = { control: 'none', alpha: 0.05, tuning: 5_000 };
const column = (name: string, values: readonly number[]) => ({ name, values: Float64Array.from(values) });

/** Spend that a covariate explains well, and an effect of 2. */
function world(size = 400): ExperimentRows & { noise: number[] } {
  const random = new SeededRandom('analyse');
  const rows = Array.from({ length: size }, (_, i) => {
    const before = 10 + 3 * normal(random);
    const noise = normal(random);
    const arm = i % 2 === 0 ? 'none' : 'offer';
    return { arm, before, noise, spend: before + noise + (arm === 'offer' ? 2 : 0), big: before > 10 };
  });
  return {
    arms: rows.map(({ arm }) => arm),
    outcome: column(
      'spend',
      rows.map(({ spend }) => spend),
    ),
    covariates: [
      column(
        'before',
        rows.map(({ before }) => before),
      ),
    ],
    strata: rows.map(({ big }) => (big ? 'big' : 'small')),
    noise: rows.map(({ noise }) => noise),
  };
}

test('finds the effect by every method, tighter with what was known before', () => {
  const { effects, arms, srm, warnings } = analyseExperiment(world(), { ...options, quantiles: [0.5] });
  const effect = effects[0]!;
  for (const found of [effect, effect.sequential, effect.bayesian, effect.cuped!, effect.postStratified!]) {
    expect(found.lower).toBeLessThan(2);
    expect(found.upper).toBeGreaterThan(2);
  }
  // Noise of 1 in a spread of sqrt(10): nine tenths of the variance go. Halves by the median leave 1 - 2/pi of it.
  expect(effect.cuped!.varianceReduction).toBeCloseTo(0.9, 1);
  expect(effect.postStratified!.varianceReduction).toBeCloseTo(0.9 * (2 / Math.PI), 1);
  expect(effect.sequential.upper - effect.sequential.lower).toBeGreaterThan(effect.upper - effect.lower);
  expect(arms.map(({ arm, n }) => [arm, n])).toEqual([
    ['none', 200],
    ['offer', 200],
  ]);
  expect(srm!.asPlanned).toBe(true);
  expect(warnings).toEqual([]);
});

test('several rows of one shopper count as one: doubling every row changes nothing', () => {
  const once = world();
  const ids = once.arms.map((_, i) => `s${i}`);
  const double = <T>(list: readonly T[]) => [...list, ...list];
  const twice: ExperimentRows = {
    arms: double(once.arms),
    outcome: column('spend', double([...once.outcome.values])),
    covariates: [column('before', double([...once.covariates[0]!.values]))],
    units: double(ids),
    strata: double(once.strata!),
  };
  const a = analyseExperiment(once, options).effects[0]!;
  const b = analyseExperiment(twice, options);
  expect(b.units).toBe(400);
  expect(b.metric.kind).toBe('ratio');
  expect(b.effects[0]!.lower).toBeCloseTo(a.lower, 10);
  expect(b.effects[0]!.cuped!.upper).toBeCloseTo(a.cuped!.upper, 10);
  expect(b.effects[0]!.postStratified!.upper).toBeCloseTo(a.postStratified!.upper, 10);
  // Taken for shoppers of their own, the rows would promise more than they know.
  const naive = analyseExperiment({ ...twice, units: undefined }, options).effects[0]!;
  expect(naive.upper - naive.lower).toBeLessThan(0.75 * (a.upper - a.lower));
});

test('a ratio is the sum by the sum', () => {
  const rows: ExperimentRows = {
    arms: ['none', 'none', 'none', 'offer', 'offer', 'offer'],
    outcome: column('spend', [10, 30, 5, 40, 20, 6]),
    denominator: column('orders', [1, 2, 1, 2, 1, 0]),
    covariates: [],
  };
  const { arms, metric } = analyseExperiment(rows, options);
  expect(metric).toMatchObject({ kind: 'ratio', denominator: 'orders' });
  expect(arms.map(({ mean }) => mean)).toEqual([expect.closeTo(45 / 4, 12), expect.closeTo(66 / 3, 12)]);
});

test('a shopper in two arms is left out, and said', () => {
  const rows = world(40);
  const units = rows.arms.map((_, i) => `s${i}`);
  units[1] = 's0';
  const found = analyseExperiment({ ...rows, units }, options);
  expect(found.crossed).toBe(1);
  expect(found.units).toBe(38);
  expect(found.warnings[0]).toMatch(/1 unit has rows in more than one arm/);
});

test('a split that is not as planned comes before everything', () => {
  const found = analyseExperiment(world(), { ...options, weights: { none: 9, offer: 1 } });
  expect(found.srm!.asPlanned).toBe(false);
  expect(found.warnings[0]).toMatch(/not split as planned/);
});

test('a covariate that the treatment moved adjusts nothing', () => {
  const rows = world();
  const after = [...rows.outcome.values].map((value, i) => value + rows.noise[i]!);
  const found = analyseExperiment({ ...rows, covariates: [column('clicks', after)] }, options);
  expect(found.effects[0]!.cuped).toBeNull();
  expect(found.warnings[0]).toMatch(/"clicks" differs between the arms .* after the assignment/);
});

test('a covariate that is nearly the outcome adjusts nothing', () => {
  const rows = world();
  const rounded = [...rows.outcome.values].map((value) => Math.round(10 * value) / 10);
  const found = analyseExperiment({ ...rows, covariates: [column('paid', rounded)] }, options);
  expect(found.effects[0]!.cuped).toBeNull();
  expect(found.warnings[0]).toMatch(
    /"paid" is nearly the outcome \(correlation 0\.999\d\d\).* after the assignment/,
  );
});

test('a lift in percent of hardly anything has an interval that says so, at one look and at all', () => {
  const few = (spread: number) => {
    const spend = Array.from({ length: 40 }, (_, i) => (i % 4 < 2 ? 1 + spread : 1 - spread) + i / 1000);
    const arms = spend.map((_, i) => (i % 2 === 0 ? 'none' : 'offer'));
    const { effects, warnings } = analyseExperiment(
      { arms, outcome: column('spend', spend), covariates: [] },
      options,
    );
    expect(warnings).toEqual([]);
    return effects[0]!.relative!;
  };
  // 20 shoppers at 1 +- spread: mean 1.02, standard error spread / sqrt(19), so 3.4 of them at 1.3 and 15 at .3.
  const { estimate, lower, upper, sequential } = few(1.3);
  expect(upper - estimate).toBeGreaterThan(2 * (estimate - lower));
  // At all looks the control may be zero: then any lift may be.
  expect(sequential).toBeNull();
  expect(few(0.1).sequential!.lower).toBeLessThan(few(0.1).lower);
});

test('several arms come with p-values for several arms', () => {
  const rows = world(600);
  const arms = rows.arms.map((arm, i) => (i % 3 === 0 ? 'third' : arm));
  const { effects, control } = analyseExperiment({ ...rows, arms }, options);
  expect(control).toBe('none');
  expect(effects.map(({ arm }) => arm)).toEqual(['offer', 'third']);
  for (const { pValue, adjustedPValues } of effects)
    expect(adjustedPValues!.holm).toBeGreaterThanOrEqual(pValue);
});

test('few events are read with the Bayesian interval', () => {
  const visits = Array.from({ length: 100 }, (_, i) => (i === 3 ? 1 : 0));
  const rows: ExperimentRows = {
    arms: visits.map((_, i) => (i % 2 === 0 ? 'none' : 'offer')),
    outcome: column('visit', visits),
    covariates: [],
  };
  const { metric, warnings, effects } = analyseExperiment(rows, options);
  expect(metric.kind).toBe('rate');
  expect(warnings.join()).toMatch(/does not vary in arm "none"/);
  expect(warnings.join()).toMatch(/0 of the rarer outcome/);
  expect(effects[0]!.bayesian.prior).toMatch(/Beta/);
  expect(effects[0]!.relative).toBeNull();
});

test('strata too small are taken together, or say so', () => {
  const rows = world(40);
  const strata = rows.arms.map((_, i) => (i < 30 ? 'many' : `only ${i}`));
  expect(analyseExperiment({ ...rows, strata }, options).effects[0]!.postStratified).toMatchObject({
    strata: 11,
    merged: 10,
  });
  const lonely = rows.arms.map((_, i) => (i < 39 ? 'many' : 'one'));
  const found = analyseExperiment({ ...rows, strata: lonely }, options);
  expect(found.effects[0]!.postStratified).toBeNull();
  expect(found.warnings.join()).toMatch(/strata are too small/);
});

const tiny = (change: Partial<ExperimentRows>): ExperimentRows => ({
  arms: ['none', 'none', 'none', 'offer', 'offer', 'offer'],
  outcome: column('spend', [1, 2, 4, 2, 3, 7]),
  covariates: [],
  ...change,
});

test.each<[string, Partial<ExperimentRows>, RegExp]>([
  ['one arm', { arms: new Array(6).fill('none') }, /one arm only, "none"/],
  ['a lonely shopper', { arms: ['none', 'none', 'none', 'none', 'none', 'offer'] }, /"offer" has one unit/],
  [
    'arms that differ in case only',
    { arms: ['none', 'None', 'none', 'offer', 'offer', 'offer'] },
    /"none" and "None" differ in case/,
  ],
  [
    'arms that differ in blanks and in width only',
    { arms: ['none', 'none', 'none', 'half price', 'half  Price', 'ｈalf price'] },
    /"half price" and "half {2}Price" differ in case or blanks/,
  ],
  ['an arm without a name', { arms: ['none', ' ', 'none', 'offer', 'offer', 'offer'] }, /row 2 names no arm/],
  ['another control', { arms: ['a', 'a', 'a', 'b', 'b', 'b'] }, /no arm "none"; the arms are "a", "b"/],
  ['a constant outcome', { outcome: column('spend', [3, 3, 3, 3, 3, 3]) }, /"spend" is 3 in every row/],
  ['an outcome that is the arm', { outcome: column('spend', [0, 0, 0, 1, 1, 1]) }, /is it the arm itself/],
  ['NaN', { outcome: column('spend', [1, 2, Number.NaN, 4, 5, 6]) }, /row 3 of "spend" is NaN/],
  [
    'infinity in a covariate',
    { covariates: [column('age', [1, 2, 3, 4, 5, Number.POSITIVE_INFINITY])] },
    /row 6 of "age"/,
  ],
  [
    'a covariate that is the outcome',
    { covariates: [column('copy', [1, 2, 4, 2, 3, 7])] },
    /"copy" is the outcome \(correlation 1\)/,
  ],
  [
    'one that is the outcome turned round',
    { covariates: [column('copy', [9, 8, 6, 8, 7, 3])] },
    /correlation -1/,
  ],
  [
    'two that make the outcome',
    { covariates: [column('a', [1, 0, 3, 1, 0, 5]), column('b', [0, 2, 1, 1, 3, 2])] },
    /together are the outcome/,
  ],
  ['a column of another length', { covariates: [column('age', [1, 2])] }, /2 values for 6 rows/],
  [
    'a negative denominator',
    { denominator: column('orders', [1, 1, -1, 1, 1, 1]) },
    /row 3 of the denominator "orders" is -1/,
  ],
  ['an empty denominator', { denominator: column('orders', [0, 0, 0, 1, 1, 1]) }, /sums to 0 in arm "none"/],
  ['no rows', { arms: [], outcome: column('spend', []) }, /no rows/],
])('refuses %s with a sentence', (_, change, sentence) => {
  expect(() => analyseExperiment(tiny(change), options)).toThrow(sentence);
});

test('refuses a column that is not the arm, and a cap that leaves nothing', () => {
  const ids = Array.from({ length: 30 }, (_, i) => `s${i}`);
  const outcome = column(
    'spend',
    ids.map((_, i) => (i === 7 ? 50 : i === 9 ? 20 : 0)),
  );
  expect(() => analyseExperiment({ arms: ids, outcome, covariates: [] }, options)).toThrow(
    /30 different values/,
  );
  const arms = ids.map((_, i) => (i % 2 === 0 ? 'none' : 'offer'));
  const rows = { arms, outcome, covariates: [] };
  expect(() => analyseExperiment(rows, { ...options, winsorise: { quantile: 0.9 } })).toThrow(/above zero/);
  const found = analyseExperiment(rows, { ...options, winsorise: { quantile: 0.51, aboveZero: true } });
  expect(found.metric.caps).toMatchObject({ capped: 1 });
});

test('quantiles without an interval are left out, and said', () => {
  const found = analyseExperiment(world(60), { ...options, quantiles: [0.5, 0.999] });
  expect(found.quantiles.map(({ quantile }) => quantile)).toEqual([0.5]);
  expect(found.warnings.join()).toMatch(/quantile 0.999 .* too far out/);
});
