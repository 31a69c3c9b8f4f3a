import { expect, test } from 'vitest';
import { normal } from '../../../../core/distributions.ts';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { fitSegments } from '../../../../retention/value/models/fit-segments.ts';
import { purchaseModels } from '../../../../retention/value/models/purchase-models.ts';
import { simulatedShoppers } from '../simulated-shoppers.ts';

const model = purchaseModels.mbgnbd;
const common = [0.8, 8, 0.7, 2.5];
const sizes = [12, 15, 25, 40, 80, 150, 300, 700];

/** Segments whose alpha differs by a factor around the common one. */
function world(spread: number, seed: string) {
  const random = new SeededRandom(seed);
  const factors = sizes.map(() => Math.exp(spread * normal(random)));
  const segment = sizes.flatMap((size, s) => Array.from({ length: size }, () => s));
  const histories = simulatedShoppers({
    model: 'mbgnbd',
    parameters: (i) => common.with(1, common[1]! * factors[segment[i]!]!),
    n: segment.length,
    longest: 104,
    seed: `${seed} shoppers`,
  });
  return { factors, histories, names: segment.map(String) };
}

test('segments that differ keep their own; a tiny one stays near the common parameters', () => {
  let shrunk = 0;
  let alike = 0;
  for (const seed of ['a', 'b']) {
    const { factors, histories, names } = world(0.7, seed);
    const fits = fitSegments(model, histories, names);
    expect(fits.spread.alpha).toBeGreaterThan(0.2);
    factors.forEach((factor, s) => {
      const truth = Math.log(common[1]! * factor);
      shrunk += (Math.log(fits.segments[s]!.parameters.alpha!) - truth) ** 2;
      alike += (Math.log(fits.pooled.parameters.alpha!) - truth) ** 2;
    });
    // With 700 shoppers the segment's own data speak.
    const large = fits.segments[7]!.parameters.alpha! / (common[1]! * factors[7]!);
    expect(Math.abs(Math.log(large))).toBeLessThan(0.35);
  }
  expect(shrunk).toBeLessThan(0.6 * alike);
});

test('segments that are alike are found to be', () => {
  const { histories, names } = world(0, 'alike');
  const { pooled, segments, spread } = fitSegments(model, histories, names);
  expect(spread.alpha).toBeLessThan(0.3);
  for (const { parameters } of Object.values(segments))
    expect(Math.abs(Math.log(parameters.alpha! / pooled.parameters.alpha!))).toBeLessThan(0.4);
});

test('one shopper alone in a segment is no trouble', () => {
  const { histories, names } = world(0.3, 'lonely');
  const fits = fitSegments(model, histories, ['lonely', ...names.slice(1)]);
  expect(fits.segments.lonely!.n).toBe(1);
  expect(fits.segments.lonely!.parameters.r).toBeGreaterThan(0);
});
