import { allocateActions } from './allocate-actions.ts';
import { laboratoryActions } from './laboratory-offer.ts';
import type { LaboratoryPolicy } from './laboratory-policy.ts';
import { certainly } from './plain-policies.ts';
import { trueEffect } from './true-effect.ts';

/** Knows every shopper's hidden traits and the world's constants, not the future: the best that one step can do. */
export const oraclePolicy: LaboratoryPolicy = {
  decide({ world, prices, reachable, day, daysLeft, budgetCents }) {
    const scores = reachable.map(({ life }) =>
      laboratoryActions.map((_, action) => trueEffect(world, prices, life, day, action, daysLeft)),
    );
    return allocateActions(scores, { budgetCents, epsilon: null, baselineSrCents: 0 }).map(certainly);
  },
};
