import type { Localised } from './storefront.ts';

/** A shopper whose leaving would cost: what they brought so far, and how likely they do not come back. */
export interface ShopperAtRisk {
  readonly shopperId: string;
  readonly name: string | null;
  /** What they brought so far, minor units. */
  readonly clvCents: number;
  readonly riskProbability: number;
  /** CLV times risk. */
  readonly atRiskCents: number;
  /** The three strongest, strongest first. */
  readonly reasons: readonly Localised[];
}

export interface AtRiskPage {
  /** ISO 8601. */
  readonly computedAt: string;
  /** The first of the list: CLV times risk, the most first. */
  readonly shoppers: readonly ShopperAtRisk[];
  /** How many have ever bought. */
  readonly total: number;
  /** Null: no model was trained, the stated prior tells the risk. */
  readonly modelVersion: string | null;
}
