import { BadInputError } from '../../core/errors.ts';
import { checkDesign } from './check-design.ts';
import type { PlanDesign } from './plan-design.ts';
import { powerOf } from './power-of.ts';

/**
 * The smallest absolute increase that so many units (all arms together) show with the power of the design.
 * @returns null when not even the largest possible one would be seen: a rate cannot rise above 1.
 */
export function detectableEffect(design: PlanDesign, units: number): number | null {
  checkDesign(design);
  if (!(units >= 2 * design.shares.length))
    throw new BadInputError(
      `${units} shoppers are too few for ${design.shares.length} arms: two each at least`,
    );
  const { mean, sd } = design.baseline;
  let low = 0;
  let high = sd === null ? 1 - mean : sd;
  if (sd === null && powerOf(design, high, units) < design.power) return null;
  while (powerOf(design, high, units) < design.power) high *= 2;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (powerOf(design, middle, units) < design.power) low = middle;
    else high = middle;
  }
  return high;
}
