import type { ExperimentView } from './console-money.ts';
import type { Localised } from './storefront.ts';

/** What the console's experiment pages and the server exchange. Amounts are minor units; days are of the shop's zone. */

export type ExperimentMetricName = 'margin' | 'sr' | 'complaints' | 'opt_outs' | 'handoffs';

export interface GuardrailView {
  readonly metric: Exclude<ExperimentMetricName, 'margin'>;
  /** Harm that is put up with: minor units a shopper for SR, a share for the others. */
  readonly tolerated: number;
}

export interface ExperimentPlanView {
  /** The smallest difference in margin per shopper worth finding, minor units. */
  readonly effectCents: number;
  /** All arms together. */
  readonly shoppers: number;
  /** Days of coming in and being watched; null: nobody comes. */
  readonly days: number | null;
}

export type StoppedBecause =
  | {
      readonly kind: 'guardrail';
      readonly metric: GuardrailView['metric'];
      readonly arm: string;
      readonly harm: number;
      readonly atLeast: number;
      readonly tolerated: number;
    }
  | { readonly kind: 'person'; readonly reason: string };

/** An experiment as it is written down before it begins. */
export interface ExperimentDraft {
  readonly id: string;
  readonly name: Localised;
  /** Control first. */
  readonly arms: readonly {
    readonly key: string;
    readonly weight: number;
    readonly policy: string;
    /** null: the live rules. */
    readonly rulesVersion: number | null;
  }[];
  readonly coverage: number;
  /** Part of the shoppers, so that experiments that run together never share one. */
  readonly range: { readonly from: number; readonly to: number };
  /** Where the arms' money comes from; it is split by weight. */
  readonly budget: { readonly sourceId: string; readonly totalCents: number };
  readonly guardrails: readonly GuardrailView[];
  readonly tuning: number;
  readonly plan: ExperimentPlanView | null;
  /** Shares move nightly to what works, no arm gets less than the floor; null: they stay. */
  readonly bandit: { readonly floor: number } | null;
}

/** Which part of the new shoppers each arm got from a moment on; all in the order of the arms. */
export interface TrafficShares {
  readonly since: string;
  readonly shares: readonly number[];
  /** Probability of each arm to be the best, which the shares follow; null: these were planned. */
  readonly best: readonly number[] | null;
  /** Shoppers of each arm that this rests on. */
  readonly matured: readonly number[] | null;
}

/** An experiment in the list. */
export interface ExperimentSummary extends ExperimentView {
  readonly version: number;
  readonly range: { readonly from: number; readonly to: number };
  readonly guardrails: readonly GuardrailView[];
  readonly plan: ExperimentPlanView | null;
  readonly bandit: ExperimentDraft['bandit'];
  /** Oldest first; of an experiment whose shares stay at most the planned ones. */
  readonly traffic: readonly TrafficShares[];
  readonly stoppedBecause: StoppedBecause | null;
  /** A guardrail stopped it and nobody has said yet that they saw it. */
  readonly unseenStop: boolean;
}

/** A difference to the control with its always-valid interval, in units of the metric. */
export interface EffectView {
  readonly arm: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** In shares of the control; null where that is not clearly above zero. */
  readonly relative: { readonly at: number; readonly low: number; readonly high: number } | null;
  readonly chanceToWin: number;
  /** What choosing this arm costs on average where it is the worse one. */
  readonly expectedLoss: number;
}

export interface MetricView {
  readonly metric: ExperimentMetricName;
  /** surrogate: the primary metric on fewer days, to be read early and not decided on. */
  readonly role: 'primary' | 'surrogate' | 'guardrail';
  readonly unit: 'cents' | 'rate';
  readonly windowDays: number;
  readonly arms: readonly {
    readonly key: string;
    /** Watched for the whole window. */
    readonly matured: number;
    readonly mean: number | null;
  }[];
  /** Share of the variance that the shoppers' margin before took away. */
  readonly explained: number;
  /** null: an arm has too few matured shoppers. */
  readonly effects: readonly EffectView[] | null;
  readonly days: readonly {
    readonly day: string;
    readonly effects: readonly Pick<EffectView, 'arm' | 'estimate' | 'lower' | 'upper'>[];
  }[];
  /** For a guardrail with a limit. */
  readonly guardrail: {
    readonly tolerated: number;
    readonly arms: readonly {
      readonly arm: string;
      readonly harm: number;
      readonly atLeast: number;
      readonly state: 'crossed' | 'safe' | 'open';
    }[];
  } | null;
}

export type ExperimentVerdict =
  | { readonly kind: 'mismatch' | 'nobody' }
  | { readonly kind: 'maturing'; readonly matured: number; readonly least: number }
  | { readonly kind: 'better' | 'worse'; readonly arm: string }
  /** A guardrail is crossed, whatever the margin does. */
  | { readonly kind: 'harm'; readonly arm: string; readonly metric: GuardrailView['metric'] }
  | { readonly kind: 'undecided' };

export interface ExperimentFindings {
  readonly verdict: ExperimentVerdict;
  /** Fewest matured shoppers in an arm that show a result. */
  readonly leastMatured: number;
  /** Empty where the split is not as planned: nothing of it may be read. */
  readonly metrics: readonly MetricView[];
}

export interface ExperimentResults extends ExperimentFindings {
  /** ISO 8601; what has come since is not in it. */
  readonly computedAt: string;
}

/** The shop's own figures that a plan stands on. */
export interface PlanBaseline {
  /** Margin of 90 days per shopper, minor units; null: too few shoppers were watched so long. */
  readonly margin: {
    /** shoppers: who chatted, from then on; buyers: whoever bought in the year before. */
    readonly of: 'shoppers' | 'buyers';
    readonly mean: number;
    readonly sd: number;
    readonly explained: number;
    readonly shoppers: number;
  } | null;
  /** New shoppers a day whom an experiment could take, lately. */
  readonly shoppersPerDay: number;
}

export interface PlanAnswer {
  readonly shoppers: number;
  readonly perArm: readonly number[];
  readonly effectCents: number;
  readonly relative: number | null;
  readonly enrolmentDays: number | null;
  readonly totalDays: number | null;
}

/** A conversation of a shopper who is in an experiment, for whoever analyses it elsewhere. */
export interface ExperimentRow {
  readonly conversationId: string;
  readonly startedAt: string;
  readonly shopperId: string;
  readonly shopperExternalId: string | null;
  readonly arm: string;
  /** Probability of the arm when the shopper was drawn; weigh by 1 over it where shares moved. null: not known. */
  readonly armShare: number | null;
  readonly assignedAt: string;
  /** Identities of two arms were merged: leave it out. */
  readonly crossed: boolean;
  /** The shopper drew the holdout and got no offer in any arm. */
  readonly holdout: boolean;
  /** The period of the money decision that stood in this conversation, and what it was. */
  readonly periodStart: string | null;
  readonly slice: string | null;
  readonly action: string | null;
  readonly propensity: number | null;
  readonly topic: string | null;
  readonly handedOver: boolean;
}
