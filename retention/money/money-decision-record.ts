import type { LearnedResponse } from '../exploration/learned-response.ts';
import type { AccountFacts } from '../facts.ts';
import type { Offer } from '../offers/offer.ts';
import type { ChooserGains } from '../policy/chooser-gains.ts';
import type { BudgetPrices, OfferScore, ShopAverages } from '../policy/offer-scorer.ts';
import type { PolicyId } from '../policy/policy.ts';

/** The row of the eligibility table that let an offer in. */
export interface DecidingRow {
  readonly rowId: string;
  readonly rowNumber: number;
  readonly description: string;
}

/** One candidate with what was found out about it before any randomness. */
export interface Candidate {
  readonly offer: Offer;
  /** Rows that made it eligible; empty: no row did. */
  readonly rows: readonly DecidingRow[];
  /** Notice that would go with it; null: its place allows none. */
  readonly noticeId: string | null;
}

export interface BudgetState {
  readonly id: string;
  readonly limitCents: number;
  readonly reservedCents: number;
  readonly spentCents: number;
  readonly open: boolean;
}

/** Everything the draw reads. The same inputs always give the same choice: that is what replay checks. */
export interface DrawInputs {
  readonly shopId: string;
  readonly shopperId: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly seed: string;
  readonly snapshotId: string;
  readonly facts: AccountFacts;
  /** Active offers before the reduction to at most ten candidates. */
  readonly offersConsidered: number;
  readonly candidates: readonly Candidate[];
  readonly assignment: {
    readonly holdout: boolean;
    /** Probability of the standing holdout assignment when it was made. */
    readonly holdoutShare: number;
    readonly experimentId: string | null;
    readonly arm: string | null;
    readonly armShare: number | null;
  };
  readonly policy: { readonly id: PolicyId; readonly version: string; readonly priors: string };
  readonly rules: { readonly id: string; readonly version: number };
  readonly noticeTable: string;
  readonly prices: BudgetPrices;
  readonly averages: ShopAverages & { readonly marginRate: number };
  readonly budget: BudgetState;
  readonly shares: {
    readonly uniform: number;
    readonly floor: number;
    /** Share of draws by Thompson sampling; left out in records from before there was any: 0. */
    readonly explore?: number;
  };
  /** What the arm had learned; there when `explore` or the policy needs it. */
  readonly learned?: LearnedResponse;
  /** What the shop's chooser expected; there when the policy is `chooser` and one was learnt. */
  readonly chooser?: ChooserGains;
}

export const maskReasons = ['rules', 'notice', 'budget'] as const;
export type MaskReason = (typeof maskReasons)[number];

export type MoneySlice = 'holdout' | 'uniform' | 'thompson' | 'policy';

/** One action as the draw saw it. */
export interface DrawnAction extends OfferScore {
  readonly offerId: string;
  /** Why it could not be drawn; empty: eligible. */
  readonly masks: readonly MaskReason[];
  readonly referenceScore: number;
  /** Given the policy slice. 0 when masked. */
  readonly policyProbability: number;
  /** Given the Thompson slice; left out where nothing explores. */
  readonly thompsonProbability?: number;
  /** Margin that it was learned to add, minor units; left out where nothing was learned. */
  readonly learnedDeltaCents?: number;
  /** The propensity this action would be logged with: see `drawMoney`. */
  readonly probability: number;
}

export interface DrawChoice {
  /** 'nothing' first, then the candidates in their order. */
  readonly actions: readonly DrawnAction[];
  readonly slice: MoneySlice;
  /** An offer id or 'nothing'. */
  readonly action: string;
  readonly propensity: number;
}

export type Reservation =
  /** Nothing was to be given. */
  | { readonly state: 'none' }
  | {
      readonly state: 'reserved';
      readonly budgetId: string;
      readonly amountCents: number;
      readonly grantId: string;
    }
  /** The budget was used up between the mask and the reservation: the action stays as intended, nothing is given. */
  | { readonly state: 'refused'; readonly budgetId: string; readonly amountCents: number };

/** The whole record of one draw, as stored in decisions.record. */
export interface MoneyDecisionRecord {
  readonly version: 1;
  readonly kind: 'money';
  readonly inputs: DrawInputs;
  readonly choice: DrawChoice;
  readonly reservation: Reservation;
}
