import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import type { AccountFacts } from '../../../retention/facts.ts';
import { drawMoney } from '../../../retention/money/draw-money.ts';
import type { MoneyDecisionRecord } from '../../../retention/money/money-decision-record.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import { periodAverages } from '../../postgres/money-catalogue.ts';
import { loadMoneyContext } from '../../postgres/money-context.ts';
import { budgetLimitCents, type CampaignGrant, decisionIdOf } from './campaign-grants.ts';
import { campaignBudget, drawInputsOf, type PastDraw } from './past-draws.ts';
import type { LoadedShop } from './write-purchases.ts';

/** A draw with what the shop knew of the shopper. */
export interface KnownDraw extends PastDraw {
  readonly facts: AccountFacts;
}

const atOnce = 1_000;

/**
 * Writes draws with their whole records and the snapshots that they read. Orders must be there: averages are read from
 * them.
 * @param campaign draws in order of time; rulesVersion: of the eligibility table that let the offers in.
 * @throws RangeError when a record does not give the action that was lived with: an offer that was given must be the
 * one that is logged.
 */
export async function writeDecisions(
  tx: Transaction,
  shop: LoadedShop,
  campaign: { draws: readonly KnownDraw[]; grants: readonly CampaignGrant[]; rulesVersion: number },
  onProgress: (share: number) => void,
): Promise<void> {
  const { draws, rulesVersion } = campaign;
  const limitCents = budgetLimitCents(campaign.grants);
  const grants = new Map(campaign.grants.map((grant) => [grant.decisionId, grant]));
  const context = draws[0] && (await loadMoneyContext(tx, shop.id, draws[0].shopperId));
  // What the budget held when each was drawn: grants of earlier periods are over by then, those of this one are open.
  let [reservedCents, spentCents] = [0, 0];
  let open: CampaignGrant[] = [];
  let averages: Awaited<ReturnType<typeof periodAverages>> | undefined;
  let day = Number.NaN;
  for (let from = 0; from < draws.length; from += atOnce) {
    onProgress(from / draws.length);
    const rows: { id: string; snapshotId: string; draw: KnownDraw; record: MoneyDecisionRecord }[] = [];
    for (const draw of draws.slice(from, from + atOnce)) {
      if (draw.day !== day) {
        day = draw.day;
        averages = await periodAverages(tx, context!, draw.period);
        reservedCents = 0;
        for (const { usedCents } of open) spentCents += usedCents;
        open = [];
      }
      const id = decisionIdOf(shop.id, draw);
      const snapshotId = idOfName(id, 'snapshot');
      const inputs = drawInputsOf(shop.id, draw, {
        snapshotId,
        facts: draw.facts,
        averages: averages!,
        budget: { id: campaignBudget, limitCents, reservedCents, spentCents, open: true },
        rulesVersion,
      });
      const choice = drawMoney(inputs);
      if (choice.action !== draw.choice.action)
        throw new RangeError(`the draw of ${draw.shopper.id} on day ${day} does not repeat itself`);
      const grant = grants.get(id);
      rows.push({
        id,
        snapshotId,
        draw,
        record: {
          version: 1,
          kind: 'money',
          inputs,
          choice,
          reservation: grant
            ? {
                state: 'reserved',
                budgetId: campaignBudget,
                amountCents: grant.maximumCents,
                grantId: grant.id,
              }
            : { state: 'none' },
        },
      });
      if (!grant) continue;
      reservedCents += grant.maximumCents;
      open.push(grant);
    }
    await insertRows(
      tx,
      'fact_snapshots',
      [
        ['shop_id', 'text', () => shop.id],
        ['id', 'uuid', ({ snapshotId }) => snapshotId],
        ['shopper_id', 'uuid', ({ draw }) => draw.shopperId],
        ['period_start', 'timestamptz', ({ draw }) => draw.period.start],
        ['period_end', 'timestamptz', ({ draw }) => draw.period.end],
        ['facts', 'jsonb', ({ draw }) => draw.facts],
        ['created_at', 'timestamptz', ({ draw }) => draw.period.start],
      ],
      rows,
    );
    await insertRows(
      tx,
      'decisions',
      [
        ['shop_id', 'text', () => shop.id],
        ['id', 'uuid', ({ id }) => id],
        ['kind', 'text', () => 'money'],
        ['shopper_id', 'uuid', ({ draw }) => draw.shopperId],
        ['period_start', 'timestamptz', ({ draw }) => draw.period.start],
        ['slice', 'text', ({ record }) => record.choice.slice],
        ['policy_version', 'text', ({ record }) => record.inputs.policy.version],
        ['action', 'text', ({ record }) => record.choice.action],
        ['propensity', 'double precision', ({ record }) => record.choice.propensity],
        ['record', 'jsonb', ({ record }) => record],
        ['created_at', 'timestamptz', ({ draw }) => draw.period.start],
      ],
      rows,
    );
  }
}
