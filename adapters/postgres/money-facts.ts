import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { AccountFacts } from '../../retention/facts.ts';
import { accountFactsFrom } from '../../retention/money/account-facts-from.ts';
import type { Period } from '../../retention/money/period.ts';
import type { ShopValueFit } from '../../retention/value/shop/shop-value-fit.ts';
import { clientOf } from './database.ts';
import type { MoneyContext } from './money-context.ts';

/** Behavioural churn risk from what happened strictly before `asOf`; null when no model serves. */
export type BehaviouralRiskAt = (
  tx: Transaction,
  request: { shopId: string; shopperId: string; asOf: Date },
) => Promise<{ probability: number; modelVersion: string; horizonDays: number } | null>;

/** The shopper's facts frozen at the start of the period: the first that were saved hold. */
export async function snapshotFacts(
  tx: Transaction,
  context: MoneyContext,
  period: Period,
  riskAt: BehaviouralRiskAt | undefined,
): Promise<{ id: string; facts: AccountFacts }> {
  const facts = await computeFacts(tx, context, period.start, riskAt);
  // Another replica may have been first: what is stored is what counts.
  const { rows } = await clientOf(tx).query<{ id: string; facts: AccountFacts }>(
    `insert into fact_snapshots as f (shop_id, id, shopper_id, period_start, period_end, facts)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, shopper_id, period_start) do update set facts = f.facts
     returning id, facts`,
    [context.shopId, newId(), context.shopperId, period.start, period.end, JSON.stringify(facts)],
  );
  return rows[0]!;
}

/** Account facts as of a moment, from rows strictly before it; merged identities count as one shopper. */
export async function computeFacts(
  tx: Transaction,
  context: MoneyContext,
  asOf: Date,
  riskAt: BehaviouralRiskAt | undefined,
): Promise<AccountFacts> {
  const { shopId, shopperId } = context;
  const orders = await ordersBefore(tx, context, asOf);
  const { rows } = await clientOf(tx).query<{
    created_at: Date;
    loyalty_points: number;
    returns: number;
    visits: number;
    cart_adds: number;
    granted: number;
    redeemed: number;
    time_zone: string;
    value_version: string | null;
    value_fit: ShopValueFit | null;
    value_fitted_at: Date | null;
  }>(
    `select u.created_at, u.loyalty_points,
       (select count(*) from returns r join orders o on o.shop_id = r.shop_id and o.id = r.order_id
        where r.shop_id = $1 and o.shopper_id = any($2) and r.opened_at < $3) as returns,
       (select count(*) from events e where e.shop_id = $1 and e.shopper_id = any($2)
        and e.kind = 'visit' and e.occurred_at >= $3::timestamptz - interval '30 days' and e.occurred_at < $3) as visits,
       (select count(*) from events e where e.shop_id = $1 and e.shopper_id = any($2)
        and e.kind = 'cart_add' and e.occurred_at >= $3::timestamptz - interval '30 days' and e.occurred_at < $3) as cart_adds,
       (select count(*) from grants g where g.shop_id = $1 and g.shopper_id = any($2)
        and g.created_at < $3) as granted,
       (select count(*) from ledger l join grants g on g.shop_id = l.shop_id and g.id = l.grant_id
        where g.shop_id = $1 and g.shopper_id = any($2)
        and l.kind = 'redeem' and l.account like 'reserved:%' and l.created_at < $3) as redeemed,
       (select time_zone from shops where id = $1) as time_zone,
       f.version as value_version, f.fit as value_fit, f.fitted_at as value_fitted_at
     from shoppers u left join lateral (
       select version, fit, fitted_at from value_fits
       where shop_id = $1 and fitted_at < $3 and fit is not null order by fitted_at desc limit 1) f on true
     where u.shop_id = $1 and u.id = $4`,
    [shopId, context.identities, asOf, shopperId],
  );
  const row = rows[0]!;
  return accountFactsFrom({
    asOf,
    country: context.country,
    region: context.region,
    currency: context.currency,
    createdAt: row.created_at,
    orders,
    returnCount: row.returns,
    visits30: row.visits,
    cartAdds30: row.cart_adds,
    offersGranted: row.granted,
    offersRedeemed: row.redeemed,
    loyaltyPoints: row.loyalty_points,
    shopMarginRate: context.marginRate,
    churn: (await riskAt?.(tx, { shopId, shopperId, asOf })) ?? null,
    value:
      row.value_version === null
        ? null
        : {
            version: row.value_version,
            fit: row.value_fit!,
            fittedAt: row.value_fitted_at!,
            timeZone: row.time_zone,
          },
  });
}

async function ordersBefore(tx: Transaction, context: MoneyContext, asOf: Date) {
  const { rows } = await clientOf(tx).query<{
    placed_at: Date;
    list_cents: number;
    discount_cents: number;
    refund_cents: number;
    cost_cents: number;
    shipping_cents: number;
  }>(
    `select o.placed_at, o.shipping_cents,
       sum(l.list_price_cents::bigint * l.quantity)::bigint as list_cents,
       sum(l.discount_cents)::bigint as discount_cents,
       sum(case when l.refunded_at < $3 then l.refund_cents else 0 end)::bigint as refund_cents,
       sum(coalesce(l.unit_cost_cents, round(l.list_price_cents * (1 - $4::float8)))::bigint * l.quantity)::bigint as cost_cents
     from orders o join order_lines l on l.shop_id = o.shop_id and l.order_id = o.id
     where o.shop_id = $1
       and o.shopper_id = any($2)
       and o.placed_at < $3
       and (o.state <> 'cancelled' or o.cancelled_at >= $3)
     group by o.shop_id, o.id
     order by o.placed_at, o.id`,
    [context.shopId, context.identities, asOf, context.marginRate],
  );
  return rows.map((row) => ({
    placedAt: row.placed_at,
    listCents: row.list_cents,
    discountCents: row.discount_cents,
    refundCents: row.refund_cents,
    costCents: row.cost_cents,
    shippingCents: row.shipping_cents,
  }));
}
