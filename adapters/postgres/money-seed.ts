import type { Transaction } from '../../core/transaction.ts';
import { usualGuardrails } from '../../retention/experiments/usual-guardrails.ts';
import { defaultOffers } from '../../retention/offers/default-offers.ts';
import { defaultRules, eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { clientOf } from './database.ts';
import { liveRulesVersion } from './money-catalogue.ts';
import { publishRules } from './money-rules.ts';

/** The experiment that a new shop runs: one action for all against personal scores, each with half of the money. */
export const policyExperiment = 'money-policy';

/**
 * Gives a shop what money needs to begin: the default offers, the eligibility table, a budget outside the experiment
 * and one per arm, and the running experiment. What is there already stays as it is.
 * @param armBudgetCents limit of each arm's budget, minor units.
 */
export async function seedMoney(
  tx: Transaction,
  shop: { id: string; now: Date; engine: RuleEngine; armBudgetCents?: number },
): Promise<void> {
  const client = clientOf(tx);
  for (const offer of defaultOffers)
    await client.query(
      `insert into offers (shop_id, id, kind, name, percent, perk_points, maximum_cents, validity_days, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        shop.id,
        offer.id,
        offer.kind,
        JSON.stringify(offer.name),
        offer.percent,
        offer.perkPoints,
        offer.maximumCents,
        offer.validityDays,
        offer.version,
      ],
    );
  await client.query('insert into money_settings (shop_id) values ($1) on conflict do nothing', [shop.id]);
  if ((await liveRulesVersion(tx, shop.id, eligibilityRules)) === null)
    await publishRules(tx, shop.id, defaultRules(), shop.engine);

  const limit = shop.armBudgetCents ?? 500_000;
  const budgets = [
    { id: 'main', name: { en: 'Outside every experiment', zh: '实验之外' } },
    { id: 'arm-single-best', name: { en: 'Arm: one best offer for all', zh: '实验组：统一最佳优惠' } },
    { id: 'arm-value-weighted', name: { en: 'Arm: weighted by value', zh: '实验组：按价值加权' } },
  ];
  const start = new Date(Date.UTC(shop.now.getUTCFullYear(), shop.now.getUTCMonth(), 1));
  const end = new Date(Date.UTC(start.getUTCFullYear() + 1, start.getUTCMonth(), 1));
  for (const { id, name } of budgets)
    await client.query(
      `insert into budgets (shop_id, id, name, limit_cents, starts_at, ends_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [shop.id, id, JSON.stringify(name), limit, start, end],
    );
  await client.query(
    `insert into experiments (shop_id, id, name, state, coverage, arms, started_at, guardrails)
     values ($1, $2, $3, 'running', 1, $4, $5, $6) on conflict do nothing`,
    [
      shop.id,
      policyExperiment,
      JSON.stringify({ en: 'One offer for all, or by value', zh: '统一优惠还是按价值优惠' }),
      JSON.stringify([
        { key: 'single-best', weight: 1, policy: 'single-best', budgetId: 'arm-single-best' },
        { key: 'value-weighted', weight: 1, policy: 'value-weighted', budgetId: 'arm-value-weighted' },
      ]),
      shop.now,
      JSON.stringify(usualGuardrails),
    ],
  );
}
