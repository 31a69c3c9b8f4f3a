import { beta, exponential, gamma } from '../../../../core/distributions.ts';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import type { PurchaseRow } from '../../../../retention/value/summarise-purchases.ts';

/** Purchases of MBG/NBD shoppers who come within a year, margins by Gamma-Gamma, until day `end`; days from 20,000 on. */
export function simulatedPurchases(n: number, end: number, seed: string): PurchaseRow[] {
  const random = new SeededRandom(seed);
  const rows: PurchaseRow[] = [];
  for (let i = 0; i < n; i++) {
    const rate = gamma(random, 0.8) / 60;
    const leaving = beta(random, 0.7, 2.5);
    const nu = gamma(random, 4) / 3_000;
    for (let at = 20_000 + 365 * random.next(); at < end; at += exponential(random, rate)) {
      rows.push({ shopper: `s${i}`, day: Math.floor(at), amount: Math.round(gamma(random, 3) / nu) });
      if (random.next() < leaving) break;
    }
  }
  return rows;
}
