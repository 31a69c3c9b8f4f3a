import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { redrawnOutcome } from '../../../retention/spend/redrawn-outcome.ts';

test('what is drawn anew spreads as the true errors do, not as what the fit left of them', () => {
  const random = new SeededRandom('redrawn');
  const [days, parameters, runs] = [120, 30, 400];
  let spread = 0;
  let left = 0;
  for (let run = 0; run < runs; run++) {
    // Independent errors of variance 1 around a mean for each of 30 groups of four days: least squares by hand.
    const errors = Float64Array.from({ length: days }, () => normal(random));
    const fitted = new Float64Array(days);
    for (let group = 0; group < parameters; group++) {
      const of = [0, 1, 2, 3].map((i) => group + i * parameters);
      const mean = of.reduce((sum, day) => sum + errors[day]!, 0) / 4;
      for (const day of of) fitted[day] = mean;
    }
    const drawn = redrawnOutcome(errors, { fitted, parameters }, random);
    drawn.forEach((value, day) => {
      spread += (value - fitted[day]!) ** 2 / (days * runs);
      left += (errors[day]! - fitted[day]!) ** 2 / (days * runs);
    });
  }
  expect(left).toBeCloseTo(0.75, 1);
  expect(Math.abs(spread - 1)).toBeLessThan(0.05);
});
