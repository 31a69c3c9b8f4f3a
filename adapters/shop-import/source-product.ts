import type { Localised } from '../../core/localised.ts';

/** A product as any source tells it. */
export interface SourceProduct {
  readonly id: string;
  readonly name: Localised;
  readonly description: Localised;
  /** Null: the source does not say. */
  readonly category: { readonly id: string; readonly name: string } | null;
  /** Shown price in minor units. */
  readonly priceCents: number;
  readonly unitCostCents: number | null;
  /** Null: nobody counts. */
  readonly stock: number | null;
  readonly active: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}
