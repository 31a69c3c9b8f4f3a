import { BadInputError } from '../../core/errors.ts';
import { checkDesign } from './check-design.ts';
import type { PlanDesign } from './plan-design.ts';
import { powerOf } from './power-of.ts';

const most = 1e12;

/**
 * Units (all arms together) needed to see an absolute effect with the power of the design, by bisection.
 * @throws BadInputError for an effect of zero, one that takes a rate out of [0, 1], or one out of reach.
 */
export function unitsNeeded(design: PlanDesign, effect: number): number {
  checkDesign(design);
  if (effect === 0 || !Number.isFinite(effect))
    throw new BadInputError(
      'an effect of zero cannot be seen with any number of shoppers; give one that is worth it',
    );
  const { mean, sd } = design.baseline;
  if (sd === null && !(mean + effect > 0 && mean + effect < 1))
    throw new BadInputError(
      `an effect of ${effect} takes the rate from ${mean} to ${mean + effect}; a rate lies between 0 and 1`,
    );
  let low = 2 * design.shares.length;
  let high = low;
  while (powerOf(design, effect, high) < design.power) {
    high *= 2;
    if (high > most) throw new BadInputError(`an effect of ${effect} needs more than ${most} shoppers`);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (powerOf(design, effect, middle) < design.power) low = middle;
    else high = middle;
  }
  return high;
}
