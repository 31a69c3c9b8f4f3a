import type { PricesView } from '../core/contracts/console-prices.ts';
import { runApart } from './run-apart.ts';

export interface PricesTask {
  readonly connectionString: string;
  readonly shopId: string;
  /** ISO 8601. */
  readonly now: string;
}

/** `pricesOfShop` in a thread of its own, with a connection of its own. */
export function pricesApart(task: PricesTask): Promise<PricesView> {
  return runApart('prices-worker', task);
}
