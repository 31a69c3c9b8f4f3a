import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { defaultMoneySettings, type MoneySettings } from '../../retention/money/money-settings.ts';
import { type PolicyId, policyIds } from '../../retention/policy/policy.ts';
import { clientOf } from './database.ts';

/** A shop and one of its shoppers, as far as money is concerned. */
export interface MoneyContext {
  readonly shopId: string;
  /** The shopper whom merged identities stand for. */
  readonly shopperId: string;
  /** `shopperId` and everybody merged into it. */
  readonly identities: readonly string[];
  readonly currency: string;
  readonly timeZone: string;
  readonly marginRate: number;
  /** Jurisdiction: the shopper's country, or the shop's. */
  readonly country: string;
  readonly region: string | null;
  readonly personalisationRefused: boolean;
  readonly settings: MoneySettings;
}

interface Row {
  id: string;
  merged: string[];
  currency: string;
  time_zone: string;
  margin_rate: number;
  country: string;
  region: string | null;
  refused: boolean;
  holdout_share: number | null;
  uniform_share: number | null;
  explore_share: number | null;
  response_model: MoneySettings['responseModel'] | null;
  floor: number | null;
  lambda: number | null;
  default_policy: string | null;
  default_budget_id: string | null;
}

/** @throws NotFoundError when the shop has no such shopper. */
export async function loadMoneyContext(
  tx: Transaction,
  shopId: string,
  shopperId: string,
): Promise<MoneyContext> {
  const { rows } = await clientOf(tx).query<Row>({
    // Named: every turn of a verified shopper reads it.
    name: 'money-context',
    text: `select u.id, s.currency, s.time_zone, s.margin_rate, coalesce(u.country, s.country) as country, u.region,
            u.personalisation_refused_at is not null or asked.personalisation_refused_at is not null as refused,
            array(select merged.id from shoppers merged where merged.shop_id = u.shop_id and merged.merged_into = u.id) as merged,
            m.holdout_share, m.uniform_share, m.explore_share, m.response_model, m.floor, m.lambda, m.default_policy, m.default_budget_id
     from shoppers asked
     join shoppers u on u.shop_id = asked.shop_id and u.id = coalesce(asked.merged_into, asked.id)
     join shops s on s.id = asked.shop_id
     left join money_settings m on m.shop_id = s.id
     where asked.shop_id = $1 and asked.id = $2`,
    values: [shopId, shopperId],
  });
  const row = rows[0];
  if (!row) throw new NotFoundError(`shop ${shopId} has no shopper ${shopperId}`);
  return {
    shopId,
    shopperId: row.id,
    identities: [row.id, ...row.merged],
    currency: row.currency,
    timeZone: row.time_zone,
    marginRate: row.margin_rate,
    country: row.country,
    region: row.region,
    personalisationRefused: row.refused,
    settings: {
      holdoutShare: row.holdout_share ?? defaultMoneySettings.holdoutShare,
      uniformShare: row.uniform_share ?? defaultMoneySettings.uniformShare,
      exploreShare: row.explore_share ?? defaultMoneySettings.exploreShare,
      responseModel: row.response_model ?? defaultMoneySettings.responseModel,
      floor: row.floor ?? defaultMoneySettings.floor,
      lambda: row.lambda ?? defaultMoneySettings.lambda,
      defaultPolicy: asPolicyId(row.default_policy) ?? defaultMoneySettings.defaultPolicy,
      defaultBudgetId: row.default_budget_id ?? defaultMoneySettings.defaultBudgetId,
    },
  };
}

/** The policy of that name, or null: a name that no code stands behind must not decide money. */
export function asPolicyId(name: string | null): PolicyId | null {
  return policyIds.find((id) => id === name) ?? null;
}
