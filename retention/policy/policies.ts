import { nothing } from '../offers/offer.ts';
import type { Policy, PolicyId, ScoredAction } from './policy.ts';

/**
 * Full shrinkage: one action for everybody, the one with the best score for the shop's reference shopper; where it
 * is not eligible, the next. What the evidence supports until a paired comparison shows that personal scores win.
 */
const singleBest: Policy = {
  id: 'single-best',
  version: 'single-best-1',
  probabilities(actions) {
    let best = 0;
    actions.forEach((action, i) => {
      if (better(action, actions[best]!)) best = i;
    });
    return actions.map((_, i) => (i === best ? 1 : 0));
  },
};

/**
 * Softmax over the shopper's own scores (delta - lambda * SR loss - mu * cost). The temperature is half a percent of
 * the shop's mean basket, so that it means the same in every currency: scores that differ by it differ by a factor
 * of e in probability.
 */
const valueWeighted: Policy = {
  id: 'value-weighted',
  version: 'value-weighted-1',
  probabilities(actions, { meanOrderCents }) {
    const temperature = Math.max(1, meanOrderCents * 0.005);
    const highest = Math.max(...actions.map((action) => action.score));
    const weights = actions.map((action) => Math.exp((action.score - highest) / temperature));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  },
};

/**
 * The best action by what the arm has learned of its offers' effects, each shopper their own; by the priors' score
 * where nothing was learned.
 */
const learned: Policy = {
  id: 'learned',
  version: 'learned-1',
  probabilities: (actions) =>
    onHighest(actions, ({ learnedScore, score }: ScoredAction) => learnedScore ?? score),
};

/**
 * The best action by the chooser that was learnt from the shop's draws, each shopper their own, among the actions that
 * it knows and that are open. Where it knows none of the open offers, or none was learnt, one action for everybody.
 */
const chooser: Policy = {
  id: 'chooser',
  version: 'chooser-1',
  probabilities(actions, averages) {
    const known = actions.some(
      ({ offerId, chooserScore }) => offerId !== nothing && chooserScore !== undefined,
    );
    if (!known) return singleBest.probabilities(actions, averages);
    return onHighest(actions, ({ chooserScore }) => chooserScore ?? Number.NEGATIVE_INFINITY);
  },
};

/** Every policy that an arm may name. */
export const policies: Readonly<Record<PolicyId, Policy>> = {
  'single-best': singleBest,
  'value-weighted': valueWeighted,
  learned,
  chooser,
};

function better(a: ScoredAction, b: ScoredAction): boolean {
  if (a.referenceScore !== b.referenceScore) return a.referenceScore > b.referenceScore;
  return a.offerId < b.offerId;
}

/** All on the highest score; of equal ones on the first by its id. */
function onHighest(actions: readonly ScoredAction[], scoreOf: (action: ScoredAction) => number): number[] {
  let best = 0;
  actions.forEach((action, i) => {
    const [own, highest] = [scoreOf(action), scoreOf(actions[best]!)];
    if (own > highest || (own === highest && action.offerId < actions[best]!.offerId)) best = i;
  });
  return actions.map((_, i) => (i === best ? 1 : 0));
}
