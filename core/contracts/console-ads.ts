/** What the page Ads shows. Amounts are minor units a day (fractions where they are estimates); times are ISO 8601. */

interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface AdsChannel {
  readonly channel: string;
  /** Mean over the last four weeks. */
  readonly spendCents: number;
  /** Revenue that today's spend brings. */
  readonly brings: Interval;
  /** Revenue that the last unit of money brings, per unit. */
  readonly marginal: Interval;
  /** Share of the total that is proposed; the same as today's where nothing is proposed. */
  readonly proposedCents: number;
  /** What each spend would bring, from nothing to the most that is thought of. */
  readonly curve: readonly (Interval & { readonly spendCents: number })[];
}

export interface AdsRefusal {
  readonly code: 'too_few_days' | 'constant_outcome' | 'spend_never_varied' | 'channels_move_together';
  readonly channels: readonly string[];
}

export interface AdsView {
  readonly computedAt: string;
  /** null: no spend was taken in. */
  readonly history: {
    /** Dates. */
    readonly from: string;
    readonly to: string;
    readonly days: number;
    /** Why it cannot be said what spending brings; empty: it can. */
    readonly refusals: readonly AdsRefusal[];
  } | null;
  /** null: nothing is known, or refused. */
  readonly plan: {
    /** Share of the day-to-day changes of revenue that the fit explains. */
    readonly explained: number;
    readonly channels: readonly AdsChannel[];
    readonly todayCents: number;
    /** What was asked to be split, as near as the bounds allow. */
    readonly totalCents: number;
    /** More revenue than with the same total split as today. */
    readonly gain: Interval;
    /** The whole interval of the gain lies above zero: a split is proposed. */
    readonly clear: boolean;
  } | null;
  /** Whom `export audience` would hold for advertising. */
  readonly audience: {
    /** Said yes to advertising, and may be reached. */
    readonly agreed: number;
    /** Of these, held back from everything. */
    readonly inHoldout: number;
    /** Of these, not drawn yet: a part of them will be held back when the audience is made. */
    readonly undrawn: number;
  };
}
