import type { PolicyVerdict, Refusal } from './policy-verdict.ts';

/** The verdict where not even the weights can be had: what cannot be known is null, never a number. */
export function verdictWithoutLog(
  refusal: Refusal,
  rowCount: number,
): Pick<
  PolicyVerdict,
  'refused' | 'reason' | 'refusals' | 'warnings' | 'n' | 'logged' | 'estimators' | 'difference' | 'method'
> & { readonly meanWeight: null; readonly effectiveSampleSize: null; readonly maxWeight: null } {
  return {
    refused: true,
    reason: refusal.text,
    refusals: [refusal],
    warnings: [],
    meanWeight: null,
    effectiveSampleSize: null,
    maxWeight: null,
    n: rowCount,
    logged: null,
    estimators: null,
    difference: null,
    method: null,
  };
}
