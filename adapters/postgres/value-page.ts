import type {
  ValueBacktest,
  ValuedShopper,
  ValueGroup,
  ValueModel,
  ValuePage,
} from '../../core/contracts/console-value.ts';
import { normalInterval } from '../../retention/numerics/normal-interval.ts';
import type { GroupComparison } from '../../retention/value/compare-by-group.ts';
import type { Fit } from '../../retention/value/models/fit.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import type { ShopValueBacktest } from '../../retention/value/shop/backtest-shop-value.ts';
import type { ShopValueFit } from '../../retention/value/shop/shop-value-fit.ts';
import type { Queryable } from './database.ts';
import { newestValueFit } from './value-fits.ts';
import { totalValue, valuesOfShoppers } from './value-of-shoppers.ts';

const shown = 20;

/** The newest fit of a shop with its trial, and who is worth most by it. */
export async function valueRun(database: Queryable, shopId: string, now: Date): Promise<ValuePage['run']> {
  const stored = await newestValueFit(database, shopId);
  if (!stored) return null;
  const { version, fittedAt, shoppers, totals, result } = stored;
  const run = { version, fittedAt: fittedAt.toISOString(), shoppers };
  if ('refusal' in result) return { ...run, outcome: { state: 'refused', ...result.refusal } };
  const { fit, backtest } = result;
  return {
    ...run,
    outcome: {
      state: 'fitted',
      observedUntil: isoDay(fit.observedUntil),
      ...(totals ?? (await totalValue(database, shopId, now))),
      ...(await expectedOfAll(database, shopId)),
      models: modelsOf(fit),
      concessions: fit.concessions.map(({ part, help }) => ({ part, help })),
      backtest: 'message' in backtest ? backtest : backtestView(backtest),
      top: await mostValuable(database, shopId, now),
    },
  };
}

async function expectedOfAll(database: Queryable, shopId: string) {
  const { rows } = await database.query<{ residual: number; alive: number }>(
    `select coalesce(sum(residual_cents), 0)::bigint as residual, coalesce(sum(alive_probability), 0) as alive
     from shopper_values where shop_id = $1`,
    [shopId],
  );
  return { residualCents: rows[0]!.residual, alive: rows[0]!.alive };
}

async function mostValuable(database: Queryable, shopId: string, now: Date): Promise<ValuedShopper[]> {
  const { rows } = await database.query<{
    shopper_id: string;
    name: string | null;
    residual_cents: number;
    purchases: number;
    alive_probability: number;
  }>(
    `select v.shopper_id, s.display_name as name, v.residual_cents, v.purchases, v.alive_probability
     from shopper_values v join shoppers s on s.shop_id = v.shop_id and s.id = v.shopper_id
     where v.shop_id = $1 order by v.residual_cents desc, v.shopper_id limit $2`,
    [shopId, shown],
  );
  const shopperIds = rows.map(({ shopper_id }) => shopper_id);
  const values = await valuesOfShoppers(database, { shopId, asOf: now, shopperIds });
  return rows.map((row) => {
    const value = values.get(row.shopper_id);
    return {
      shopperId: row.shopper_id,
      name: row.name,
      orders: value?.orderCount ?? 0,
      clvCents: value?.clvCents ?? 0,
      srCents: value?.srCents ?? 0,
      residualCents: row.residual_cents,
      purchases: row.purchases,
      aliveProbability: row.alive_probability,
    };
  });
}

function modelsOf({ purchases, margins }: ShopValueFit): ValueModel[] {
  return [
    view('MBG/NBD', purchases, purchaseModels.mbgnbd.parameters),
    ...(margins ? [view('Gamma-Gamma', margins, ['p', 'q', 'v'])] : []),
  ];
}

/** @param names in their usual order: JSON of the database keeps none. */
function view(title: string, fit: Fit, names: readonly string[]): ValueModel {
  return {
    title,
    shoppers: fit.n,
    logLikelihood: fit.logLikelihood,
    parameters: names.map((name) => ({
      name,
      value: fit.parameters[name]!,
      standardError: fit.standardErrors[name]!,
    })),
    starts: fit.convergence.starts,
    startsAgreeing: fit.convergence.startsAgreeing,
  };
}

function backtestView(backtest: ShopValueBacktest): ValueBacktest {
  const { calibrationEnd, observedUntil, holdoutDays, shoppers, purchases, margin } = backtest;
  return {
    knownUntil: isoDay(calibrationEnd),
    observedUntil: isoDay(observedUntil),
    days: holdoutDays,
    shoppers,
    purchases,
    margin,
    deciles: backtest.deciles.map((group) => groupView(group, String(group.group))),
    cohorts: backtest.cohorts.map((group) =>
      groupView(group, `${Math.floor(group.group / 12)}-${String((group.group % 12) + 1).padStart(2, '0')}`),
    ),
    tracking: backtest.tracking.map(({ time, actual, expected }) => ({
      day: isoDay(time),
      actual,
      expected,
    })),
  };
}

function groupView(group: GroupComparison, name: string): ValueGroup {
  const { lower, upper } = normalInterval(group.meanActual, group.actualError);
  return {
    name,
    shoppers: group.shoppers,
    predicted: group.meanPredicted,
    actual: group.meanActual,
    lower,
    upper,
  };
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
