import type { Approval } from './console-money.ts';

/** What the console's policy pages and the server exchange. Amounts are minor units; shares are not percents. */

/** What is expected of a period's draws. */
export interface ExpectedPeriod {
  /** Margin that offers add, their costs inside it. */
  readonly deltaCents: number;
  /** Signed: negative where offers add SR. */
  readonly srLossCents: number;
  /** What the budgets are expected to pay. */
  readonly costCents: number;
}

export interface FrontierRunPoint extends ExpectedPeriod {
  /** Most SR that may be lost, as a share of the baseline. */
  readonly epsilon: number;
  readonly lambda: number;
  /** Price of a cent of each budget, by its id. */
  readonly mu: Readonly<Record<string, number>>;
  /** Half of the 95 % intervals over shoppers. */
  readonly deltaSpreadCents: number;
  readonly srLossSpreadCents: number;
  /** Share of shoppers who would get something. */
  readonly givenShare: number;
  /** No allocation is worth more than this. */
  readonly boundCents: number;
  /** What draws at these prices are expected to come to, with their exploration, floors and arms. */
  readonly served: ExpectedPeriod;
}

/** One computation of the frontier. Figures are per period, of the shoppers expected to write in it. */
export interface FrontierRun {
  readonly fittedAt: string;
  readonly currency: string;
  /** Shoppers looked at, and out of how many who were active within a year. */
  readonly sample: number;
  readonly population: number;
  readonly drawsPerPeriod: number;
  /** Too few draws so far: everybody is taken to write. */
  readonly drawsAssumed: boolean;
  /** SR90 of these shoppers when nobody gets anything. */
  readonly baselineSrCents: number;
  readonly today: ExpectedPeriod & { readonly lambda: number };
  /** By epsilon, ascending; a gain of SR that is out of reach is not among them. */
  readonly points: readonly FrontierRunPoint[];
  /** The frontier itself: from the most margin to the most SR. */
  readonly curve: readonly {
    readonly lambda: number;
    readonly deltaCents: number;
    readonly srLossCents: number;
  }[];
  /** What each budget has left for a period, reckoned evenly to its end. */
  readonly budgets: readonly { readonly id: string; readonly availableCents: number }[];
  /**
   * Change of the margin added in a period if every draw tried out, as far as today's assumptions hold; a share of them
   * changes it by that share. null: nothing is learned yet; left out by runs older than this figure.
   */
  readonly explorationCents?: number | null;
  readonly milliseconds: number;
}

export interface FrontierPage {
  readonly epsilon: number;
  readonly lambda: number;
  /** To be sent with a change. */
  readonly version: number;
  /** null: it was never computed. */
  readonly run: FrontierRun | null;
  readonly openApproval: Approval | null;
}

/** One look at whether a policy may replace the one that serves outside experiments. */
export interface PolicyVerdict {
  readonly at: string;
  /** From 1 since the policy last changed; the level of its bound shrinks with it. */
  readonly look: number;
  readonly level: number;
  readonly before: string;
  /** What serves from now on. */
  readonly after: string;
  readonly candidates: readonly {
    readonly policy: string;
    /** Against one best action for all, margin per shopper-period. */
    readonly differenceCents: number;
    readonly lowerCents: number;
    readonly upperCents: number;
    /** One-sided, at the look's level: must be above 0. */
    readonly clearedCents: number;
    readonly effectiveSampleSize: number;
    readonly meanWeight: number;
    readonly refused: 'few_shoppers' | 'few_effective' | 'propensities' | 'few_draws' | 'cannot_teach' | null;
    /** Of the learnt chooser: its version, and what it chooses by (null: one action for everybody). */
    readonly chooser?: {
      readonly version: number;
      readonly learner: 'split' | 'tree' | 'linear' | 'trees' | null;
    };
  }[];
  readonly rows: number;
  readonly shoppers: number;
}

export interface LearnedArm {
  readonly arm: string;
  readonly model: 'linear' | 'logistic';
  readonly version: number;
  readonly at: string;
  /** Shopper-periods that are over, and that still run. */
  readonly matured: number;
  readonly running: number;
  /** For the shop's average shopper at an even risk; margin added in a period. */
  readonly effects: readonly {
    readonly offerId: string;
    readonly name: { readonly en: string; readonly zh: string };
    readonly deltaCents: number;
    /** 95 % credible; null: the model gives none in money. */
    readonly interval: { readonly lowerCents: number; readonly upperCents: number } | null;
    /** Probability to be the best action of all, nothing among them. */
    readonly bestProbability: number;
  }[];
}

export interface LearningPage {
  readonly servingPolicy: string;
  readonly exploreShare: number;
  /** No more of the draws may try out. */
  readonly mostExplored: number;
  readonly responseModel: 'linear' | 'logistic';
  /** What it would cost (below 0) or bring a period if every draw tried out, and when that was reckoned; null: not known. */
  readonly exploration: {
    readonly cents: number;
    readonly drawsPerPeriod: number;
    readonly at: string;
  } | null;
  readonly arms: readonly LearnedArm[];
  /** Newest first. */
  readonly verdicts: readonly PolicyVerdict[];
}

/** Who was given how often, by groups that must not be treated worse; one shopper counts once. */
export interface FairnessPage {
  readonly from: string;
  readonly to: string;
  readonly dimensions: readonly {
    readonly dimension: 'language' | 'region' | 'tenure';
    readonly groups: readonly FairnessGroup[];
  }[];
}

export interface FairnessGroup {
  readonly group: string;
  readonly shoppers: number;
  readonly eligible: number;
  readonly granted: number;
  readonly grantRate: number;
  readonly low: number;
  readonly high: number;
  /** Of those who had an offer open; null: nobody had. */
  readonly grantRateOfEligible: number | null;
  readonly reservedCents: number;
  readonly redeemedCents: number;
  readonly meanReservedCents: number;
  /** Over the rate of everybody else. */
  readonly ratio: number | null;
  /** After Holm; null: fewer than 30 on one side. */
  readonly pValue: number | null;
  readonly differs: 'less' | 'more' | null;
}
