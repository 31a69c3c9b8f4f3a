import type { DrawInputs } from '../../retention/money/money-decision-record.ts';
import { periodOf } from '../../retention/money/period.ts';
import type { Database } from './database.ts';
import { loadMoneyContext } from './money-context.ts';
import { drawInputs } from './money-draw-inputs.ts';
import type { BehaviouralRiskAt } from './money-facts.ts';
import { OffersCache } from './money-offers-cache.ts';
import type { EligibilityRules } from './money-rules-cache.ts';

/** Thrown to roll back what gathering the inputs has written: an assignment, a snapshot. */
class Tried extends Error {
  readonly inputs: DrawInputs;
  constructor(inputs: DrawInputs) {
    super('a draw that is only tried is rolled back');
    this.inputs = inputs;
  }
}

/** Everything that the shopper's draw would read if they wrote now; nothing of it stays. */
export async function triedDraw(
  parts: { database: Database; rules: EligibilityRules; riskAt?: BehaviouralRiskAt | undefined },
  key: { shopId: string; shopperId: string; now: Date },
): Promise<DrawInputs> {
  const offers = new OffersCache();
  try {
    return await parts.database.transaction(async (tx) => {
      const context = await loadMoneyContext(tx, key.shopId, key.shopperId);
      const period = periodOf(key.now, context.timeZone);
      throw new Tried(await drawInputs(tx, context, period, key.now, parts.rules, offers, parts.riskAt));
    });
  } catch (error) {
    if (error instanceof Tried) return error.inputs;
    throw error;
  }
}
