import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { deviationOf, marginalOf } from '../../../retention/exploration/gaussian.ts';
import {
  addObservations,
  discounted,
  emptySums,
  linearPosterior,
} from '../../../retention/exploration/linear-posterior.ts';
import {
  fadedBelief,
  learnLogistic,
  priorBelief,
} from '../../../retention/exploration/logistic-posterior.ts';

const features = [
  [1, 0.2],
  [1, 0.5],
  [1, 0.9],
  [1, 0.1],
  [1, 0.7],
];
const weights = [1, 1, 0.5, 1, 1];
const rows = (rewards: number[]) =>
  features.map((x, i) => ({ features: x, reward: rewards[i]!, weight: weights[i]! }));
const linear = { mean: [0, 1], deviations: [1, 0.5] };
const logistic = { mean: [0, 5], deviations: [2, 2.5] };

describe('linear', () => {
  // By numpy 2 with the textbook's formulas: noise .1, a0 1, b0 .1.
  test('the normal-inverse-gamma posterior of five weighted observations', () => {
    const found = linearPosterior(addObservations(emptySums(2), rows([0.3, 0.6, 1.1, 0.1, 0.8])), linear);
    expect(found.mean[0]).toBeCloseTo(0.05361437, 7);
    expect(found.mean[1]).toBeCloseTo(1.07865327, 7);
    expect(found.degreesOfFreedom).toBeCloseTo(6.5, 12);
    expect(found.noiseVariance).toBeCloseTo(0.03237907657486108, 12);
    expect(deviationOf(found, [1, 0]) ** 2).toBeCloseTo(0.01461158, 7);
    expect(deviationOf(found, [0, 1]) ** 2).toBeCloseTo(0.04213998, 7);
    expect(deviationOf(marginalOf(found, [1]), [1]) ** 2).toBeCloseTo(0.04213998, 7);
  });

  test('nothing seen is the prior, and what has faded wholly is again', () => {
    const seen = addObservations(emptySums(2), rows([0.3, 0.6, 1.1, 0.1, 0.8]));
    for (const sums of [emptySums(2), discounted(seen, 1e-12)]) {
      const found = linearPosterior(sums, linear);
      expect(found.mean[0]).toBeCloseTo(0, 9);
      expect(found.mean[1]).toBeCloseTo(1, 9);
      expect(deviationOf(found, [1, 0])).toBeCloseTo(1, 9);
      expect(deviationOf(found, [0, 1])).toBeCloseTo(0.5, 9);
    }
  });

  test('it finds what generated the data, and its intervals cover it as often as they say', () => {
    let covered = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const random = new SeededRandom(`linear ${run}`);
      // Truths drawn from the prior itself: then a credible interval covers exactly as often as it says.
      const truth = [normal(random), 1 + 0.5 * normal(random)];
      const noise = Math.sqrt(0.1);
      const seen = Array.from({ length: 60 }, () => {
        const x = [1, random.next()];
        return { features: x, reward: truth[0]! + truth[1]! * x[1]! + noise * normal(random), weight: 1 };
      });
      const found = linearPosterior(addObservations(emptySums(2), seen), linear);
      if (Math.abs(found.mean[1]! - truth[1]!) < 1.96 * deviationOf(found, [0, 1])) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.92);
    expect(covered / runs).toBeLessThan(0.98);
  });

  test('more observations never leave more open, in whatever order they come', () => {
    const row = fc.record({
      features: fc.tuple(fc.constant(1), fc.double({ min: -1, max: 1, noNaN: true })),
      reward: fc.double({ min: -2, max: 2, noNaN: true }),
      weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (seen) => {
        const there = addObservations(emptySums(2), seen);
        const back = addObservations(emptySums(2), seen.toReversed());
        expect(linearPosterior(there, linear).mean[1]).toBeCloseTo(linearPosterior(back, linear).mean[1]!, 8);
        const { noiseVariance, ...found } = linearPosterior(there, linear);
        const unit = deviationOf(found, [0, 1]) / Math.sqrt(noiseVariance);
        expect(unit).toBeLessThanOrEqual(0.5 / Math.sqrt(0.1) + 1e-9);
      }),
    );
  });
});

describe('logistic', () => {
  // Mode and curvature by scipy's BFGS on the same posterior.
  test('the mode and the precision of five weighted observations', () => {
    const found = learnLogistic(priorBelief(logistic), rows([0, 1, 1, 0, 1]));
    expect(found.mean[0]).toBeCloseTo(-1.47195035, 5);
    expect(found.mean[1]).toBeCloseTo(5.46884054, 5);
    expect(found.precision[0]![0]).toBeCloseTo(0.96047708, 5);
    expect(found.precision[0]![1]).toBeCloseTo(0.22331233, 5);
    expect(found.precision[1]![1]).toBeCloseTo(0.26548616, 5);
    expect(found.count).toBe(4.5);
  });

  test('everybody buys, nobody buys, far-off odds: the belief stays finite', () => {
    for (const reward of [0, 1])
      for (const size of [1, 200]) {
        const seen = Array.from({ length: size }, () => ({ features: [1, 50], reward, weight: 1 }));
        const found = learnLogistic(priorBelief(logistic), seen);
        expect(found.mean.every(Number.isFinite)).toBe(true);
      }
    expect(learnLogistic(priorBelief(logistic), [])).toEqual(priorBelief(logistic));
  });

  test('what was learned fades towards the prior', () => {
    const found = learnLogistic(priorBelief(logistic), rows([0, 1, 1, 0, 1]));
    expect(fadedBelief(found, logistic, 1)).toBe(found);
    const gone = fadedBelief(found, logistic, 1e-12);
    expect(gone.mean[0]).toBeCloseTo(0, 6);
    expect(gone.mean[1]).toBeCloseTo(5, 6);
    expect(gone.precision[0]![0]).toBeCloseTo(0.25, 9);
  });
});
