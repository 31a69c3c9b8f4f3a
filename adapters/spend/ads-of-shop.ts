import { type SpendSamples, sampleSpend } from '../../retention/spend/sample-spend.ts';
import { type SpendRefusal, spendRefusals } from '../../retention/spend/spend-refusal.ts';
import { countAudience } from '../postgres/audience.ts';
import type { Queryable } from '../postgres/database.ts';
import { hasSpend, spendHistoryOfShop } from '../postgres/spend.ts';

/** What a shop's advertising brings, as far as its history says, and whom an audience would hold. */
export interface AdsFound {
  /** null: no spend is known. */
  readonly history: {
    /** ISO 8601 dates. */
    readonly from: string;
    readonly to: string;
    readonly days: number;
    readonly refusals: readonly SpendRefusal[];
    /** null: refused. */
    readonly samples: SpendSamples | null;
  } | null;
  readonly audience: { readonly agreed: number; readonly inHoldout: number; readonly undrawn: number };
}

const bootstrap = 100;

/** Seconds of arithmetic where there is a history. */
export async function adsOfShop(queryable: Queryable, shopId: string, now: Date): Promise<AdsFound> {
  const audience = await countAudience(queryable, { shopId, purpose: 'advertising', now });
  if (!(await hasSpend(queryable, shopId))) return { history: null, audience };
  const history = await spendHistoryOfShop(queryable, shopId);
  const refusals = spendRefusals(history);
  const days = history.outcome.length;
  return {
    history: {
      from: isoDay(history.firstDay),
      to: isoDay(history.firstDay + days - 1),
      days,
      refusals,
      samples: refusals.length > 0 ? null : sampleSpend(history, { bootstrap, seed: 'spend' }),
    },
    audience,
  };
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
