import type { EngineComparison } from './compare-engines.ts';

/** How a next-item model was trained and tried. */
export interface NextItemReport {
  readonly shoppers: number;
  readonly products: number;
  readonly purchases: number;
  /** The curve of the trial, whose best epoch the served model was stopped after. */
  readonly history: readonly {
    readonly epoch: number;
    /** Mean over the epoch's steps. */
    readonly loss: number;
    readonly development: { readonly hr10: number; readonly ndcg10: number } | null;
  }[];
  readonly bestEpoch: number;
  /** Of the model beside neighbours' 1, chosen on each shopper's last product but one. */
  readonly weight: number;
  /** On each shopper's last product, which neither training nor choices saw. */
  readonly trial: EngineComparison;
  /** Whether neighbours and model together are better than neighbours alone beyond doubt. */
  readonly serves: boolean;
  readonly seconds: number;
}
