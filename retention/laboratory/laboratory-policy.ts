import type { SeededRandom } from '../../core/seeded-random.ts';
import type { AccountFacts } from '../facts.ts';
import type { Life } from './life.ts';
import type { OfferRow } from './offer-row.ts';
import type { PricePath } from './price-path.ts';
import type { World } from './world.ts';

export const policyNames = ['nothing', 'discount-to-all', 'churn-score', 'ours', 'oracle'] as const;
export type PolicyName = (typeof policyNames)[number];

/** A shopper at the start of a period who may get a personal offer. */
export interface Reachable {
  /** The oracle alone reads what is hidden in it. */
  readonly life: Life;
  readonly facts: AccountFacts;
  readonly offers180: number;
}

export interface PeriodStart {
  readonly month: number;
  readonly day: number;
  /** Days until the comparison ends. */
  readonly daysLeft: number;
  readonly world: World;
  readonly prices: PricePath;
  readonly reachable: readonly Reachable[];
  readonly random: SeededRandom;
  /** What all offers of the period may be expected to cost; the same for every policy. */
  readonly budgetCents: number;
  /** Everything of earlier periods whose outcomes have come in. */
  matured(): readonly OfferRow[];
}

/** What one shopper gets: an index into `laboratoryActions`, with the chance that each action had. */
export interface Given {
  readonly action: number;
  readonly propensities: readonly number[];
}

export interface LaboratoryPolicy {
  /** @returns one answer for each of `start.reachable`, in its order. */
  decide(start: PeriodStart): Given[];
}
