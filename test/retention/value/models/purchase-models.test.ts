import { describe, expect, test } from 'vitest';
import { expectedUntilDropout } from '../../../../retention/value/models/expected-until-dropout.ts';
import { purchaseModels } from '../../../../retention/value/models/purchase-models.ts';

const { bgnbd, mbgnbd, paretonbd } = purchaseModels;
const all = Object.values(purchaseModels);

/** Ten shoppers, from silent to heavy, as x, t_x, T. */
const shoppers = [
  [0, 0, 38.86],
  [0, 0, 5],
  [1, 3.5, 38.86],
  [2, 20.25, 30],
  [3, 12, 12.5],
  [8, 30.5, 31],
  [0, 0, 0.5],
  [1, 30, 30.25],
  [26, 30.86, 31],
  [5, 2, 39],
] as const;

const typical = {
  bgnbd: [0.2426, 4.4135, 0.7929, 2.4258],
  mbgnbd: [0.525, 6.183, 0.891, 1.614],
  paretonbd: [0.553, 10.578, 0.606, 11.669],
} as const;

function logLikelihood(model: (typeof all)[number], parameters: readonly number[]): number {
  const row = model.rowLikelihood();
  return shoppers.reduce(
    (sum, [x, last, age]) => sum + row(x, last, age, parameters, new Float64Array(4)),
    0,
  );
}

describe('log likelihoods as Python lifetimes 0.11.3 computes them', () => {
  test('BG/NBD', () =>
    expect(logLikelihood(bgnbd, [0.25, 4.5, 0.8, 2.4])).toBeCloseTo(-99.81027535994582, 9));
  test('MBG/NBD', () => expect(logLikelihood(mbgnbd, typical.mbgnbd)).toBeCloseTo(-100.8246583911982, 9));
  test('Pareto/NBD, alpha below beta', () =>
    expect(logLikelihood(paretonbd, typical.paretonbd)).toBeCloseTo(-102.55405389199511, 8));
  test('Pareto/NBD, alpha far below beta', () =>
    expect(logLikelihood(paretonbd, [0.553, 3.578, 0.606, 11.669])).toBeCloseTo(-94.35783399319205, 8));
});

// The published difference of two 2F1 with 40 digits of mpmath 1.3.
test.each([
  [0.553, 10.58, 0.606, 11.67, 5, 3, 300, -12.1301055184659],
  [0.3, 0.2, 0.6, 40, 2, 30.43, 38.86, -10.1718141236471],
  [20, 300, 5, 700, 0, 0, 38.86, -1.8401454168947],
  [0.553, 10.58, 0.606, 11.67, 3000, 900, 1000, 564.112238706268],
  [2, 100, 3, 0.1, 26, 30.86, 31, -79.9432856386053],
])(
  'Pareto/NBD of one shopper, r %d alpha %d s %d beta %d x %d t_x %d T %d',
  (r, alpha, s, beta, x, last, age, expected) => {
    const found = paretonbd.rowLikelihood()(x, last, age, [r, alpha, s, beta], new Float64Array(4));
    expect(Math.abs(found - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
  },
);

test.each(all)('the slopes of $title are those of its likelihood', (model) => {
  const row = model.rowLikelihood();
  const parameters: number[] = [...typical[model.name]];
  const [slopes, ignored] = [new Float64Array(4), new Float64Array(4)];
  for (const [x, last, age] of [...shoppers, [4000, 900, 1000], [60, 1, 300]] as const) {
    row(x, last, age, parameters, slopes);
    const analytic = [...slopes];
    parameters.forEach((value, j) => {
      const at = (factor: number) => row(x, last, age, parameters.with(j, value * Math.exp(factor)), ignored);
      const numeric = (at(1e-4) - at(-1e-4)) / 2e-4;
      expect(Math.abs(numeric - analytic[j]!)).toBeLessThan(2e-6 * (1 + Math.abs(numeric)));
    });
  }
});

// Expected values of lifetimes 0.11.3 for four of the shoppers above.
describe.each([
  {
    model: bgnbd,
    alive: [1, 0.7266079973001562, 0.9689192315509454, 0.00035844132886278865],
    further: [0.19478655038715112, 1.225911199899222, 20.750483900150016, 0.0013610510012336836],
    random: [0.05318665594923623, 1.0437690463975786, 1.8580217586441132],
    exactly: [0.5742970838734891, 0.19919661065602662, 0.017938968482309397, 1.0769202306404255e-7],
  },
  {
    model: mbgnbd,
    alive: [0.3897350809187629, 0.7062022651184873, 0.9655661441440616, 0.0005894338108624292],
    further: [0.15401274667514553, 1.2629606232673432, 19.450722652158557, 0.0022216568929204258],
    random: [0.053084795263698685, 1.0371828324286185, 1.8047575775531313],
    exactly: [0.5824731894932891, 0.18278307728754056, 0.01938732355357039, 2.2104135800476205e-8],
  },
  {
    model: paretonbd,
    alive: [0.29528660461689443, 0.8691675591530114, 0.9979187310551578, 0.0024082109451242896],
    further: [0.10708146821530898, 1.4551231932576048, 20.117026077370543, 0.008748204321981872],
    random: [0.050979843245990884, 1.0558961304112626, 1.9093981293136852],
    // By mpmath, as an integral over the time of leaving: lifetimes has none.
    exactly: [0.593625031602, 0.165562947277, 0.0214848283618, 1.89028543103e-9],
  },
])('$model.title', ({ model, alive, further, random, exactly }) => {
  const parameters = typical[model.name];
  const four = [shoppers[0], [2, 30.43, 38.86], shoppers[8], shoppers[9]] as const;

  test.each(four.map((shopper, i) => [i, ...shopper] as const))(
    'shopper %d: x %d, t_x %d, T %d',
    (i, x, last, age) => {
      const isAlive = model.probabilityAlive(parameters, x, last, age);
      expect(isAlive).toBeCloseTo(alive[i]!, 7);
      expect(isAlive * model.expectedWhileAlive(parameters, x, age, 39)).toBeCloseTo(further[i]!, 7);
    },
  );

  test('a random shopper', () => {
    [1, 32, 78].forEach((time, i) => {
      expect(model.expectedPurchases(parameters, time)).toBeCloseTo(random[i]!, 10);
    });
    (
      [
        [0, 39],
        [1, 39],
        [5, 39],
        [10, 2],
      ] as const
    ).forEach(([count, time], i) => {
      expect(model.purchaseProbability(parameters, count, time) / exactly[i]!).toBeCloseTo(1, 6);
    });
  });

  test('probabilities of all counts add up to 1, and their mean is the expectation', () => {
    let sum = 0;
    let mean = 0;
    for (let count = 0; count < 600; count++) {
      const probability = model.purchaseProbability(parameters, count, 39);
      sum += probability;
      mean += count * probability;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(model.expectedPurchases(parameters, 39), 7);
  });

  test('thousands of purchases and no time at all are no trouble', () => {
    for (const [x, last, age] of [
      [5000, 2000, 2001],
      [5000, 10, 2001],
      [0, 0, 0],
      [1, 1e-9, 1e6],
    ] as const) {
      const isAlive = model.probabilityAlive(parameters, x, last, age);
      expect(isAlive).toBeGreaterThanOrEqual(0);
      expect(isAlive).toBeLessThanOrEqual(1);
      expect(Number.isFinite(model.expectedWhileAlive(parameters, x, age, 52))).toBe(true);
      expect(Number.isFinite(model.rowLikelihood()(x, last, age, parameters, new Float64Array(4)))).toBe(
        true,
      );
    }
    expect(model.expectedPurchases(parameters, 0)).toBe(0);
    expect(model.purchaseProbability(parameters, 0, 0)).toBeCloseTo(1, 12);
  });
});

// Figures of the tests of lifetimes (tests/test_estimation.py) and of its quick start.
describe('published figures', () => {
  test('BG/NBD: expected purchases of a random shopper', () => {
    const fitted = [0.242593, 4.413532, 0.792886, 2.425752];
    const times = [0.1429, 1, 3, 31.8571, 32, 78];
    [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576].forEach((expected, i) => {
      expect(bgnbd.expectedPurchases(fitted, times[i]!)).toBeCloseTo(expected, 3);
    });
    const alive = bgnbd.probabilityAlive(fitted, 2, 30.43, 38.86);
    expect(alive * bgnbd.expectedWhileAlive(fitted, 2, 38.86, 39)).toBeCloseTo(1.226, 3);
  });

  test('BG/NBD: probability mass', () => {
    const parameters = [0.243, 4.414, 0.793, 2.426];
    expect(bgnbd.purchaseProbability(parameters, 0, 39)).toBeCloseTo(0.5737864, 7);
    expect(bgnbd.purchaseProbability(parameters, 10, 2)).toBeCloseTo(1.07869e-7, 12);
    const published = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
      0.0003467171, 0.0002769613, 0.000222226,
    ];
    published.forEach((expected, i) => {
      expect(bgnbd.purchaseProbability(parameters, 11 + i, 30)).toBeCloseTo(expected, 10);
    });
  });

  test('Pareto/NBD', () => {
    const parameters = [0.5534, 10.5802, 0.6061, 11.6562];
    const published = [0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159];
    published.forEach((expected, time) => {
      expect(Math.abs(paretonbd.expectedPurchases(parameters, time) - expected)).toBeLessThan(0.01);
    });
    const alive = paretonbd.probabilityAlive(parameters, 26, 30.86, 31);
    expect(alive).toBeCloseTo(0.9979, 4);
    expect(alive * paretonbd.expectedWhileAlive(parameters, 26, 31, 52)).toBeCloseTo(25.46, 1);
  });

  test('Pareto/NBD where the difference of two 2F1 underflows', () => {
    const parameters = [0.55, 10.58, 0.61, 11.67];
    const further = (x: number) =>
      paretonbd.probabilityAlive(parameters, x, 200, 200) *
      paretonbd.expectedWhileAlive(parameters, x, 200, 10);
    expect(further(132)).toBeCloseTo(6.206051788963242, 10);
    expect(further(133)).toBeCloseTo(6.252872247574811, 10);
  });
});

// (a+b-1)/(a-1) (1 - (alpha/(alpha+t))^r 2F1(r, b; a+b-1; t/(alpha+t))) with 60 digits of mpmath; a = 1 as its limit.
test.each([
  [0.2426, 4.4135, 0.7929, 2.4258, 39, 1.1950518784095],
  [3000.3, 1000, 0.8, 3002, 52, 152.869702999752],
  [40, 300, 0.5, 3, 500, 22.4596756224129],
  [200, 4000, 0.9, 2, 20000, 17.4559808334098],
  [0.2, 3, 0.3, 0.2, 500, 4.9539974824246],
  [0.5, 6, 1, 2, 39, 1.57218536009523],
  [0.5, 6, 0.4, 0.6, 39, 1.6550516774446],
])('purchases until dropout, r %d alpha %d a %d b %d within %d', (r, alpha, a, b, time, expected) => {
  expect(expectedUntilDropout(r, alpha, a, b, time) / expected).toBeCloseTo(1, 10);
});
