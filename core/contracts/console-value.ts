/** What the console's page Value and the server exchange. Amounts are minor units; days ISO 8601 dates. */

/** A fitted parameter. */
export interface ValueParameter {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
}

export interface ValueModel {
  readonly title: string;
  readonly shoppers: number;
  readonly logLikelihood: number;
  readonly parameters: readonly ValueParameter[];
  /** Starts of the search, and how many of them ended at the same likelihood. */
  readonly starts: number;
  readonly startsAgreeing: number;
}

/** Predictions held against what came, and against taking for granted that the time before repeats itself. */
export interface ValueErrors {
  readonly predictedTotal: number;
  readonly actualTotal: number;
  readonly meanAbsoluteError: number;
  readonly naiveMeanAbsoluteError: number;
  /** The naive error less the model's, 95 %, paired over shoppers: above 0 the model is better. */
  readonly improvement: { readonly estimate: number; readonly lower: number; readonly upper: number };
}

export interface ValueGroup {
  /** '1' to '10', or a month '2026-03'. */
  readonly name: string;
  readonly shoppers: number;
  /** Means of a shopper. */
  readonly predicted: number;
  readonly actual: number;
  /** 95 % interval of the actual mean. */
  readonly lower: number;
  readonly upper: number;
}

export interface ValueBacktest {
  /** The last day that the judged model knew of, and the last day observed. */
  readonly knownUntil: string;
  readonly observedUntil: string;
  readonly days: number;
  readonly shoppers: number;
  /** Counts of purchases. */
  readonly purchases: ValueErrors;
  /** Amounts. */
  readonly margin: ValueErrors;
  /** Margin of a shopper, by tenths of the prediction, the least first. */
  readonly deciles: readonly ValueGroup[];
  /** Purchases of a shopper, by month of the first one. */
  readonly cohorts: readonly ValueGroup[];
  readonly tracking: readonly { readonly day: string; readonly actual: number; readonly expected: number }[];
}

/** One of the most valuable shoppers. */
export interface ValuedShopper {
  readonly shopperId: string;
  readonly name: string | null;
  readonly orders: number;
  readonly clvCents: number;
  readonly srCents: number;
  readonly residualCents: number;
  readonly purchases: number;
  readonly aliveProbability: number;
}

export interface ValuePage {
  /** null: it was never worked out. */
  readonly run: {
    readonly version: string;
    readonly fittedAt: string;
    readonly shoppers: number;
    readonly outcome:
      | { readonly state: 'refused'; readonly reason: string; readonly message: string }
      | {
          readonly state: 'fitted';
          readonly observedUntil: string;
          /** CLV and SR of all, so far, as founded; margin expected of all in twelve months, discounted. */
          readonly clvCents: number;
          readonly srCents: number;
          readonly residualCents: number;
          /** Expected number of shoppers who have not left. */
          readonly alive: number;
          readonly models: readonly ValueModel[];
          /** Where the data alone did not suffice: a weak prior held the fit, or a mean stands for it. */
          readonly concessions: readonly {
            readonly part: 'purchases' | 'margins';
            readonly help: 'weak_prior' | 'mean';
          }[];
          readonly backtest: ValueBacktest | { readonly message: string };
          readonly top: readonly ValuedShopper[];
        };
  } | null;
  /** False: it is worked out at night only. */
  readonly canRun: boolean;
}
