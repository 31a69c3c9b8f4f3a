import { expect, test } from 'vitest';
import {
  laboratoryActions,
  percentOfAction,
  usualAction,
} from '../../../retention/laboratory/laboratory-offer.ts';
import { livePast } from '../../../retention/laboratory/past.ts';
import { Till } from '../../../retention/laboratory/till.ts';
import { trueEffect } from '../../../retention/laboratory/true-effect.ts';
import { type WorldName, worldNames, worlds } from '../../../retention/laboratory/world.ts';

/** Mean margin over 180 days of giving everybody an offer on day 0 against not, and what the oracle expects of it. */
function effects(name: WorldName) {
  const world = worlds[name];
  let [simulated, expected] = [0, 0];
  for (const seed of ['a', 'b', 'c']) {
    const { lives, prices } = livePast(seed, world, 2_000, 200);
    for (const life of lives) {
      const [given, left] = [life.copy(), life.copy()];
      given.give(world, 0, percentOfAction(usualAction));
      const margin = (one: typeof life) => {
        const till = new Till();
        one.liveUntil(world, prices, 180, { order: (_, order) => till.add(order) });
        return till.between(0, 180).marginCents;
      };
      simulated += (margin(given) - margin(left)) / 6_000;
      expected += trueEffect(world, prices, life, 0, usualAction, 180).deltaCents / 6_000;
    }
  }
  return { simulated, expected };
}

// Luck differs by pounds from shopper to shopper, in the mean of 6,000 by some pence; the oracle leaves sales out.
test.each(worldNames)('the oracle expects what happens: %s', (name) => {
  const { simulated, expected } = effects(name);
  expect(Math.abs(simulated - expected), `${simulated} against ${expected}`).toBeLessThan(40);
  expect(laboratoryActions[usualAction]).toBe('percent-10');
});
