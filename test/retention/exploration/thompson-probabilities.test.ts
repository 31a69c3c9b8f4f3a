import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thompsonProbabilities } from '../../../retention/exploration/thompson-probabilities.ts';

const belief = { mean: [0.3, 0.1], factor: [[0.2], [-0.1, 0.15]] };
const actions = [
  { features: [1, 0.1], fixed: 0 },
  { features: [0.4, 0.5], fixed: 0.03 },
  { features: [0, 0], fixed: 0.12 },
  { features: [0.8, 0.8], fixed: -0.05 },
];

/** Standard error of 256 independent draws; the draws come in mirrored pairs, which makes it no larger here. */
const reach = (p: number) => 3.5 * Math.sqrt((p * (1 - p)) / 256);

// By 4,000,000 draws of numpy, standard error .00025.
test.each([
  [null, [0.57614, 0.03564, 0.05789, 0.33032]],
  [6.5, [0.56654, 0.03786, 0.0713, 0.32429]],
] as const)(
  'four actions, %s degrees of freedom: within the stated error of the true probabilities',
  (dof, truth) => {
    const found = thompsonProbabilities(belief, dof, actions);
    found.forEach((p, i) => {
      expect(Math.abs(p - truth[i]!)).toBeLessThan(reach(truth[i]!));
    });
    expect(found.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  },
);

test('what was drawn under an older name is worked out by it, to the last draw', () => {
  // As logged by the version that knew this name alone.
  const logged = [292, 19, 38, 163].map((won) => won / 512);
  expect(thompsonProbabilities(belief, 6.5, actions, undefined, 'thompson-1')).toEqual(logged);
  expect(() => thompsonProbabilities(belief, 6.5, actions, undefined, 'thompson-0')).toThrow(
    'there are no draws named thompson-0',
  );
});

test('two actions: the closed form, by scipy', () => {
  // Mean .3 - .4 * 1.2 = -.18 + .02; deviation sqrt((.2 + .4 * .1)^2 + (.4 * .15)^2) with x = (1, -.4).
  const two = [
    { features: [1, 0], fixed: 0.02 },
    { features: [0, 0.4], fixed: 0 },
  ];
  const mean = 0.3 - 0.04 + 0.02;
  const deviation = Math.hypot(0.2 + 0.04, -0.4 * 0.15);
  const [first, second] = thompsonProbabilities(belief, null, two);
  // scipy.stats.norm.cdf(.28 / .2473863) = .8711477, t.cdf(the same, 6.5) = .8511372.
  expect(mean / deviation).toBeCloseTo(1.1318332, 6);
  expect(first).toBeCloseTo(0.8711477, 6);
  expect(first! + second!).toBe(1);
  expect(thompsonProbabilities(belief, 6.5, two)[0]).toBeCloseTo(0.8511372, 6);
});

test('one action is certain; without any doubt the best is', () => {
  expect(thompsonProbabilities(belief, null, actions.slice(0, 1))).toEqual([1]);
  const sure = { mean: [1, 0], factor: [[0], [0, 0]] };
  expect(thompsonProbabilities(sure, null, actions)).toEqual([1, 0, 0, 0]);
  expect(thompsonProbabilities(sure, null, actions.slice(1, 3))).toEqual([1, 0]);
});

test('the same always; more cost never makes an action likelier; the others never suffer by it', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(null, 3, 40),
      (which, cost, dof) => {
        const before = thompsonProbabilities(belief, dof, actions);
        expect(thompsonProbabilities(belief, dof, actions)).toEqual(before);
        const dearer = actions.map((action, i) =>
          i === which ? { ...action, fixed: action.fixed - cost } : action,
        );
        const after = thompsonProbabilities(belief, dof, dearer);
        after.forEach((p, i) => {
          if (i === which) expect(p).toBeLessThanOrEqual(before[i]!);
          else expect(p).toBeGreaterThanOrEqual(before[i]!);
        });
      },
    ),
  );
});
