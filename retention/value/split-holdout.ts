import { type PurchaseRow, type ShopperSummaries, summarisePurchases } from './summarise-purchases.ts';
import { daysOfUnit, type TimeUnit } from './time-unit.ts';

export interface HoldoutSplit {
  /** Those with a purchase by the end of calibration, as they looked then. */
  readonly calibration: ShopperSummaries;
  /** Of each of them: purchases after calibration, up to the end of observation (several of one day are one). */
  readonly holdoutFrequency: Float64Array;
  /** Sum of these purchases' amounts. */
  readonly holdoutAmount: Float64Array;
  /** Length of the holdout, in the unit. */
  readonly duration: number;
}

/**
 * Splits purchases at a day: a model is fitted on what came up to it and judged on what came after.
 * @param calibrationEnd the last day of calibration.
 * @param observationEnd the last day observed; by default the last day in the rows.
 */
export function splitHoldout(
  rows: readonly PurchaseRow[],
  options: { readonly calibrationEnd: number; readonly observationEnd?: number; readonly unit: TimeUnit },
): HoldoutSplit {
  const { calibrationEnd, unit } = options;
  const calibration = summarisePurchases(rows, { observationEnd: calibrationEnd, unit });
  const end =
    options.observationEnd ?? rows.reduce((latest, { day }) => Math.max(latest, day), calibrationEnd);
  const indexOf = new Map(calibration.shoppers.map((shopper, i) => [shopper, i]));
  const seen = new Set<string>();
  const holdoutFrequency = new Float64Array(calibration.shoppers.length);
  const holdoutAmount = new Float64Array(calibration.shoppers.length);
  for (const { shopper, day, amount } of rows) {
    const index = indexOf.get(shopper);
    if (index === undefined || day <= calibrationEnd || day > end) continue;
    holdoutAmount[index]! += amount;
    const key = `${index}|${day}`;
    if (seen.has(key)) continue;
    seen.add(key);
    holdoutFrequency[index]!++;
  }
  return {
    calibration,
    holdoutFrequency,
    holdoutAmount,
    duration: (end - calibrationEnd) / daysOfUnit[unit],
  };
}
