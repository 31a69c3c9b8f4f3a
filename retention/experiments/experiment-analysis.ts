import type { Comparison } from './compare-arms.ts';
import type { NormalPrior, Posterior } from './normal-posterior.ts';
import type { SampleRatio } from './sample-ratio.ts';
import type { WinsoriseSettings } from './winsorise.ts';

export interface AnalysisOptions {
  readonly control: string;
  /** Planned weight of each arm; 1 where none is named. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly alpha: number;
  /** Units at which the always-valid intervals are tightest. */
  readonly tuning: number;
  readonly winsorise?: WinsoriseSettings | undefined;
  /** Of the outcome of rows, each in (0, 1). */
  readonly quantiles?: readonly number[] | undefined;
  /** Least share of an arm in the next period, where shares are to follow what is known. */
  readonly banditFloor?: number | undefined;
  /** Of the difference; flat without one. Rates have a uniform one each. */
  readonly prior?: NormalPrior | undefined;
}

export type DescribedPosterior = Posterior & { readonly prior: string };

export interface EffectOfArm extends Comparison {
  readonly arm: string;
  readonly control: string;
  readonly bayesian: DescribedPosterior;
  readonly cuped:
    | (Comparison & {
        readonly varianceReduction: number;
        readonly theta: Readonly<Record<string, number>>;
        readonly bayesian: DescribedPosterior;
      })
    | null;
  readonly postStratified:
    | (Comparison & { readonly varianceReduction: number; readonly strata: number; readonly merged: number })
    | null;
  /** For several arms; null for one. */
  readonly adjustedPValues: {
    readonly holm: number;
    readonly benjaminiHochberg: number;
    /** Holm's of the p-values that hold at every look. */
    readonly sequentialHolm: number;
  } | null;
}

export interface QuantileEffect {
  readonly quantile: number;
  readonly arms: readonly { readonly arm: string; readonly value: number; readonly standardError: number }[];
  readonly effects: readonly (Comparison & { readonly arm: string; readonly control: string })[];
}

export interface ExperimentAnalysis {
  readonly rows: number;
  readonly units: number;
  /** Units left out because they have rows in several arms. */
  readonly crossed: number;
  readonly control: string;
  readonly metric: {
    readonly outcome: string;
    readonly kind: 'mean' | 'rate' | 'ratio';
    readonly denominator: string | null;
    readonly caps: { readonly lower: number | null; readonly upper: number; readonly capped: number } | null;
  };
  readonly alpha: number;
  readonly arms: readonly {
    readonly arm: string;
    readonly n: number;
    readonly mean: number;
    readonly sd: number;
    readonly standardError: number;
  }[];
  readonly srm: SampleRatio | null;
  readonly effects: readonly EffectOfArm[];
  readonly quantiles: readonly QuantileEffect[];
  /** What the arms should get of the next period's shoppers; null unless asked for. */
  readonly bandit:
    | readonly { readonly arm: string; readonly probabilityBest: number; readonly share: number }[]
    | null;
  /** Sentences; the gravest first. */
  readonly warnings: readonly string[];
}
