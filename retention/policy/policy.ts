/** One eligible action as a policy sees it. */
export interface ScoredAction {
  readonly offerId: string;
  /** This shopper's score, minor units. */
  readonly score: number;
  /** The same with the margin that the arm has learned in place of the priors'; left out where nothing is. */
  readonly learnedScore?: number;
  /** Margin that the shop's chooser expects, prices off; left out where it does not know the action or is not asked. */
  readonly chooserScore?: number;
  /** Score for the shop's reference shopper: the same for everybody. */
  readonly referenceScore: number;
}

/** Gives every eligible action a probability. Pure: no state, no randomness. */
export interface Policy {
  readonly id: PolicyId;
  readonly version: string;
  /** @returns one probability an action, in the order given, before the floor; they sum to 1. */
  probabilities(actions: readonly ScoredAction[], averages: { meanOrderCents: number }): number[];
}

export const policyIds = ['single-best', 'value-weighted', 'learned', 'chooser'] as const;
export type PolicyId = (typeof policyIds)[number];
