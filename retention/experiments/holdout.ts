import { assignArm } from './assign-arm.ts';

/** Key of the holdout among a shopper's assignments. */
export const holdoutExperiment = 'holdout';
export const holdoutMonths = 12;

export interface HoldoutAssignment {
  readonly arm: 'holdout' | 'open';
  /** When it ends and is drawn again. */
  readonly until: Date;
}

/**
 * Puts `share` of the shoppers aside: no personal offer on any channel for twelve months, so that what offers do at
 * all can be measured. Both sides are kept for the same time, and each new term is drawn with a seed of its own.
 */
export function drawHoldout(request: {
  shopId: string;
  shopperId: string;
  share: number;
  now: Date;
}): HoldoutAssignment {
  const until = new Date(request.now);
  until.setUTCMonth(until.getUTCMonth() + holdoutMonths);
  const arm = assignArm(
    {
      key: `${holdoutExperiment}|${request.shopId}|${request.now.getUTCFullYear()}`,
      coverage: 1,
      arms: [
        { key: 'holdout' as const, weight: request.share },
        { key: 'open' as const, weight: 1 - request.share },
      ],
    },
    request.shopperId,
  );
  return { arm: arm?.key ?? 'open', until };
}
