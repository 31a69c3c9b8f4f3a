import { createHash } from 'node:crypto';
import type { Database } from '../adapters/postgres/database.ts';
import { shopPurchases } from '../adapters/postgres/shop-purchases.ts';
import { type StoredValueFit, saveValueFit } from '../adapters/postgres/value-fits.ts';
import { totalValue } from '../adapters/postgres/value-of-shoppers.ts';
import type { Clock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import { ModelRefusal } from '../retention/value/models/model-refusal.ts';
import { backtestShopValue } from '../retention/value/shop/backtest-shop-value.ts';
import { shopperExpecter } from '../retention/value/shop/expect-shopper.ts';
import { fitShopValue } from '../retention/value/shop/fit-shop-value.ts';
import {
  type PurchaseRow,
  type ShopperSummaries,
  summarisePurchases,
} from '../retention/value/summarise-purchases.ts';

/**
 * Fits a shop's lifetime value to its own purchases, judges it on the last third of them, and stores what it expects of
 * every shopper. Data that cannot carry a model are recorded as refused, with the reason.
 */
export async function fitValue(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  shopId: string,
): Promise<StoredValueFit> {
  const now = clock.now();
  const { rows, observedUntil } = await shopPurchases(database, shopId, now);
  const end = observedUntil ?? Math.floor(now.getTime() / 86_400_000);
  const summaries = summarisePurchases(rows, { observationEnd: end, unit: 'day' });
  const dataHash = hashOf(rows, end);
  const result = work(rows, summaries);
  const stored = {
    version: `value-${now.toISOString().slice(0, 10)}-${dataHash.slice(0, 8)}`,
    fittedAt: now,
    dataHash,
    shoppers: summaries.shoppers.length,
    totals: await totalValue(database, shopId, now),
    result,
  };
  const expected = 'fit' in result ? expectations(summaries, result.fit) : [];
  await database.transaction((tx) => saveValueFit(tx, shopId, stored, expected));
  return stored;
}

function work(rows: readonly PurchaseRow[], summaries: ShopperSummaries): StoredValueFit['result'] {
  try {
    const fit = fitShopValue(summaries);
    return { fit, backtest: judged(rows, summaries.observationEnd) };
  } catch (error) {
    if (!(error instanceof ModelRefusal)) throw error;
    return { refusal: { reason: error.reason, message: error.message } };
  }
}

function judged(rows: readonly PurchaseRow[], end: number) {
  try {
    return backtestShopValue(rows, end);
  } catch (error) {
    if (!(error instanceof MainstayError)) throw error;
    return { message: error.message };
  }
}

function expectations(summaries: ShopperSummaries, fit: Parameters<typeof shopperExpecter>[0]) {
  const expect = shopperExpecter(fit);
  return summaries.shoppers.map((shopperId, i) => ({
    shopperId,
    ...expect({
      frequency: summaries.frequency[i]!,
      recency: summaries.recency[i]!,
      age: summaries.age[i]!,
      meanMarginCents: summaries.monetary[i]!,
    }),
  }));
}

function hashOf(rows: readonly PurchaseRow[], end: number): string {
  const hash = createHash('sha256').update(String(end));
  for (const { shopper, day, amount } of rows) hash.update(`|${shopper} ${day} ${amount}`);
  return hash.digest('hex');
}
