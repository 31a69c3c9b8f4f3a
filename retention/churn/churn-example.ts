import type { ChurnFacts } from './churn-facts.ts';

/** A shopper at a cut-off, and whether no order followed within the horizon. */
export interface ChurnExample {
  readonly facts: ChurnFacts;
  readonly churned: boolean;
}
