import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { scoreHead } from '../../../models/runtime/linear-head.ts';
import { meanLogLoss, temperatureOf } from '../../../models/train/calibrate.ts';
import { type Example, fitSoftmax } from '../../../models/train/fit-softmax.ts';

const labels = ['a', 'b', 'c'];

/** Labels drawn from a softmax with known weights. */
function drawn(count: number, seed: string, sharpness = 1): Example[] {
  const random = new SeededRandom(seed);
  const truth = [
    [1, 0, -1],
    [-1, 1, 0],
    [0, -1, 1],
  ];
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: 3 }, () => 4 * random.next() - 2);
    const powers = truth.map((row) =>
      Math.exp(sharpness * row.reduce((sum, w, i) => sum + w * vector[i]!, 0)),
    );
    let left = random.next() * powers.reduce((a, b) => a + b, 0);
    let at = 0;
    while (at < 2 && left >= powers[at]!) left -= powers[at++]!;
    const label = labels[at]!;
    return { vector, label, weight: 1 };
  });
}

test('recovers the process that drew the labels', () => {
  const head = fitSoftmax(drawn(20_000, 'fit'), labels, { l2: 1e-6 });
  const point = Float32Array.of(1, 0.5, -1);
  // exp(2), exp(-0.5), exp(-1.5) of the true weights, divided by their sum
  const powers = [Math.exp(2), Math.exp(-0.5), Math.exp(-1.5)];
  const sum = powers.reduce((a, b) => a + b);
  scoreHead(head, point).forEach((probability, i) => {
    expect(Math.abs(probability - powers[i]! / sum)).toBeLessThan(0.02);
  });
});

test('with inputs that say nothing the probabilities are the shares of the labels, by weight', () => {
  const vector = Float32Array.of(1, 1, 1);
  const examples = [
    { vector, label: 'a', weight: 6 },
    { vector, label: 'b', weight: 3 },
    { vector, label: 'c', weight: 1 },
  ];
  const [a, b, c] = scoreHead(fitSoftmax(examples, labels, { l2: 0.01 }), vector);
  expect(a).toBeCloseTo(0.6, 3);
  expect(b).toBeCloseTo(0.3, 3);
  expect(c).toBeCloseTo(0.1, 3);
});

test('a label that the head does not know is refused', () => {
  expect(() =>
    fitSoftmax([{ vector: Float32Array.of(1), label: 'x', weight: 1 }], labels, { l2: 1 }),
  ).toThrow('a label that the head does not know');
});

test('calibration finds the temperature of a head that is too sure', () => {
  const head = fitSoftmax(drawn(20_000, 'sharp', 3), labels, { l2: 1e-6 });
  const softer = drawn(20_000, 'soft', 1).map(({ vector, label }) => ({
    scores: scoreHead(head, vector).map(Math.log),
    truth: labels.indexOf(label),
  }));
  const temperature = temperatureOf(softer);
  expect(temperature).toBeGreaterThan(2.7);
  expect(temperature).toBeLessThan(3.3);
  expect(meanLogLoss(softer, temperature)).toBeLessThan(meanLogLoss(softer));
});
