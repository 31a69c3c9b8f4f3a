import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { BudgetState } from '../../retention/money/money-decision-record.ts';
import type { Period } from '../../retention/money/period.ts';
import type { Offer, OfferKind } from '../../retention/offers/offer.ts';
import type { ShopAverages } from '../../retention/policy/offer-scorer.ts';
import type { JdmDocument } from '../../retention/rules/jdm.ts';
import { clientOf } from './database.ts';
import type { MoneyContext } from './money-context.ts';

/** Offers that may be given now, by id. */
export async function activeOffers(tx: Transaction, shopId: string): Promise<Offer[]> {
  const { rows } = await clientOf(tx).query<{
    id: string;
    kind: OfferKind;
    name: Localised;
    percent: number | null;
    perk_points: number | null;
    maximum_cents: number;
    validity_days: number;
    version: number;
  }>(
    `select id, kind, name, percent, perk_points, maximum_cents, validity_days, version
     from offers where shop_id = $1 and active order by id`,
    [shopId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    percent: row.percent,
    perkPoints: row.perk_points,
    maximumCents: row.maximum_cents,
    validityDays: row.validity_days,
    version: row.version,
  }));
}

/** How often the shop's offers have changed; 0 when it never had any. */
export async function offersVersion(tx: Transaction, shopId: string): Promise<number> {
  const { rows } = await clientOf(tx).query<{ version: number }>(
    'select version from offer_catalogues where shop_id = $1',
    [shopId],
  );
  return rows[0]?.version ?? 0;
}

/** The live version of a rule table, without its text: that is read once per version. */
export async function liveRulesVersion(tx: Transaction, shopId: string, id: string): Promise<number | null> {
  const { rows } = await clientOf(tx).query<{ version: number }>(
    `select version from rules where shop_id = $1 and id = $2 and state = 'live'`,
    [shopId, id],
  );
  return rows[0]?.version ?? null;
}

export async function rulesText(
  tx: Transaction,
  shopId: string,
  id: string,
  version: number,
): Promise<JdmDocument | null> {
  const { rows } = await clientOf(tx).query<{ jdm: JdmDocument }>(
    'select jdm from rules where shop_id = $1 and id = $2 and version = $3',
    [shopId, id, version],
  );
  return rows[0]?.jdm ?? null;
}

export interface Budget extends BudgetState {
  readonly mu: number;
  /** Share of the budget's life that had passed when the day began: the same for everybody who writes that day. */
  readonly elapsed: number;
}

/** Null when there is no such budget. */
export async function budgetAt(
  tx: Transaction,
  shopId: string,
  id: string,
  now: Date,
  period: Period,
): Promise<Budget | null> {
  const { rows } = await clientOf(tx).query<{
    limit_cents: number;
    reserved_cents: number;
    spent_cents: number;
    open: boolean;
    mu: number;
    elapsed: number;
  }>(
    `select limit_cents, reserved_cents, spent_cents, starts_at <= $3 and $3 < ends_at as open, mu,
       greatest(0, least(1, extract(epoch from (greatest($4::timestamptz, date_trunc('day', $3::timestamptz, 'UTC')) - starts_at))
         / nullif(extract(epoch from (ends_at - starts_at)), 0)))::float8 as elapsed
     from budgets where shop_id = $1 and id = $2`,
    [shopId, id, now, period.start],
  );
  const row = rows[0];
  return row
    ? {
        id,
        limitCents: row.limit_cents,
        reservedCents: row.reserved_cents,
        spentCents: row.spent_cents,
        open: row.open,
        mu: row.mu,
        elapsed: row.elapsed ?? 0,
      }
    : null;
}

export interface PeriodAverages extends ShopAverages {
  readonly marginRate: number;
}

/** Averages of the shop's orders in the 365 days before the period, computed once and kept. */
export async function periodAverages(
  tx: Transaction,
  context: MoneyContext,
  period: Period,
): Promise<PeriodAverages> {
  const read = () =>
    clientOf(tx).query<{ averages: PeriodAverages }>(
      'select averages from money_periods where shop_id = $1 and period_start = $2',
      [context.shopId, period.start],
    );
  const saved = (await read()).rows[0];
  if (saved) return saved.averages;
  const { rows } = await clientOf(tx).query<{ mean_order: number | null; mean_shipping: number | null }>(
    `with totals as (
       select o.id, o.shipping_cents, sum(l.list_price_cents::bigint * l.quantity - l.discount_cents) as paid
       from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
       where o.shop_id = $1 and o.placed_at < $2 and o.placed_at >= $2::timestamptz - interval '365 days'
         and (o.state <> 'cancelled' or o.cancelled_at >= $2)
       group by o.id, o.shipping_cents)
     select round(avg(paid))::bigint as mean_order, round(avg(shipping_cents))::bigint as mean_shipping from totals`,
    [context.shopId, period.start],
  );
  const averages: PeriodAverages = {
    // A shop without orders: 50.00 and 5.00, so that the first draws have a scale at all.
    meanOrderCents: rows[0]?.mean_order ?? 5_000,
    meanShippingCents: rows[0]?.mean_shipping ?? 500,
    marginRate: context.marginRate,
  };
  await clientOf(tx).query(
    'insert into money_periods (shop_id, period_start, averages) values ($1, $2, $3) on conflict do nothing',
    [context.shopId, period.start, JSON.stringify(averages)],
  );
  return (await read()).rows[0]!.averages;
}
