import type { Transaction } from '../../core/transaction.ts';
import type { RefusalReason } from '../../retention/value/models/model-refusal.ts';
import type { ShopValueBacktest } from '../../retention/value/shop/backtest-shop-value.ts';
import type { ShopperExpectation, ShopValueFit } from '../../retention/value/shop/shop-value-fit.ts';
import { clientOf, type Queryable } from './database.ts';
import { insertRows } from './insert-rows.ts';

/** A night's work on a shop's value. */
export interface StoredValueFit {
  readonly version: string;
  readonly fittedAt: Date;
  readonly dataHash: string;
  /** With a purchase. */
  readonly shoppers: number;
  /** CLV and SR of everybody at that time; null: the fit is older than such sums. */
  readonly totals: { readonly clvCents: number; readonly srCents: number } | null;
  readonly result:
    | { readonly fit: ShopValueFit; readonly backtest: ShopValueBacktest | { readonly message: string } }
    | { readonly refusal: { readonly reason: RefusalReason; readonly message: string } };
}

/** Keeps a fit and, when there is one, what it expects of every shopper; a refusal forgets the earlier expectations. */
export async function saveValueFit(
  tx: Transaction,
  shopId: string,
  stored: StoredValueFit,
  expected: readonly (ShopperExpectation & { readonly shopperId: string })[],
): Promise<void> {
  const { version, fittedAt, dataHash, shoppers, totals, result } = stored;
  const [fit, backtest, refusal] =
    'fit' in result ? [result.fit, result.backtest, null] : [null, null, result.refusal];
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  const client = clientOf(tx);
  await client.query(
    `insert into value_fits (shop_id, version, fitted_at, data_hash, shoppers, fit, refusal, backtest, totals)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (shop_id, version) do update set fitted_at = excluded.fitted_at, totals = excluded.totals`,
    [shopId, version, fittedAt, dataHash, shoppers, json(fit), json(refusal), json(backtest), json(totals)],
  );
  await client.query('delete from shopper_values where shop_id = $1', [shopId]);
  await insertRows(
    tx,
    'shopper_values',
    [
      ['shop_id', 'text', () => shopId],
      ['shopper_id', 'uuid', ({ shopperId }) => shopperId],
      ['fit_version', 'text', () => version],
      ['alive_probability', 'float8', ({ aliveProbability }) => aliveProbability],
      ['purchases', 'float8', ({ purchases }) => purchases],
      ['residual_cents', 'bigint', ({ residualCents }) => residualCents],
    ],
    expected,
  );
}

/** The newest fit or refusal; null: none was tried yet. */
export async function newestValueFit(database: Queryable, shopId: string): Promise<StoredValueFit | null> {
  const { rows } = await database.query<{
    version: string;
    fitted_at: Date;
    data_hash: string;
    shoppers: number;
    totals: StoredValueFit['totals'];
    fit: ShopValueFit | null;
    backtest: ShopValueBacktest | { message: string } | null;
    refusal: { reason: RefusalReason; message: string } | null;
  }>(
    `select version, fitted_at, data_hash, shoppers, totals, fit, backtest, refusal from value_fits
     where shop_id = $1 order by fitted_at desc limit 1`,
    [shopId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    version: row.version,
    fittedAt: row.fitted_at,
    dataHash: row.data_hash,
    shoppers: row.shoppers,
    totals: row.totals,
    result: row.refusal ? { refusal: row.refusal } : { fit: row.fit!, backtest: row.backtest! },
  };
}

/** What the newest fit expects of one shopper; null: nothing, or nobody's model fits. */
export async function expectationOf(
  database: Queryable,
  shopId: string,
  shopperId: string,
): Promise<(ShopperExpectation & { readonly fittedAt: Date }) | null> {
  const { rows } = await database.query<{
    alive_probability: number;
    purchases: number;
    residual_cents: number;
    fitted_at: Date;
  }>(
    `select v.alive_probability, v.purchases, v.residual_cents, f.fitted_at
     from shopper_values v join value_fits f on f.shop_id = v.shop_id and f.version = v.fit_version
     where v.shop_id = $1 and v.shopper_id = $2`,
    [shopId, shopperId],
  );
  const row = rows[0];
  return row
    ? {
        aliveProbability: row.alive_probability,
        purchases: row.purchases,
        residualCents: row.residual_cents,
        fittedAt: row.fitted_at,
      }
    : null;
}
