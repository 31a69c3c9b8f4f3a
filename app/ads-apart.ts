import type { AdsFound } from '../adapters/spend/ads-of-shop.ts';
import { runApart } from './run-apart.ts';

export interface AdsTask {
  readonly connectionString: string;
  readonly shopId: string;
  /** ISO 8601. */
  readonly now: string;
}

/** `adsOfShop` in a thread of its own, with a connection of its own. */
export function adsApart(task: AdsTask): Promise<AdsFound> {
  return runApart('ads-worker', task);
}
